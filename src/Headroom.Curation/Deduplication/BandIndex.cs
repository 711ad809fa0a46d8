using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Headroom.Curation.Deduplication;

/// <summary>
/// Candidates by locality-sensitive hashing (Indyk and Motwani 1998): documents that agree in all rows of a band. In
/// large groups a document meets the first few and those just before it; sets grow together over those.
/// </summary>
internal static class BandIndex
{
    private const int NeighboursMax = 8;

    /// <summary>Candidate pairs of one band, each as first document · 2^32 + second document.</summary>
    /// <param name="signatures">Signatures of all documents, one after the other.</param>
    /// <param name="length">Values of one signature.</param>
    /// <param name="documents">Numbers of the documents that take part, rising.</param>
    /// <param name="band">First and last row of the band.</param>
    public static List<ulong> Candidates(uint[] signatures, int length, ReadOnlySpan<int> documents, Range band)
    {
        var keys = new ulong[documents.Length];
        var order = documents.ToArray();
        for (var index = 0; index < keys.Length; index++)
        {
            var signature = signatures.AsSpan(order[index] * length, length);
            keys[index] = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(signature[band]));
        }

        Array.Sort(keys, order);
        var pairs = new List<ulong>();
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start > 1) AddGroup(order.AsSpan(start, end - start), pairs);
            start = end;
        }

        return pairs;
    }

    private static void AddGroup(Span<int> group, List<ulong> pairs)
    {
        // Sorting by keys leaves the order inside a group open.
        group.Sort();
        for (var index = 1; index < group.Length; index++)
        {
            for (var other = 0; other < index; other++)
            {
                if (other == NeighboursMax) other = Math.Max(other, index - NeighboursMax);
                pairs.Add(((ulong)(uint)group[other] << 32) | (uint)group[index]);
            }
        }
    }
}
