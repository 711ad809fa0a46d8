using System.Numerics;
using System.Runtime.Intrinsics;
using Headroom.Curation.Filters;

namespace Headroom.Curation.Deduplication;

/// <summary>Finds near duplicates from signatures: candidates by bands, then the similarity of each pair.</summary>
internal sealed class NearDuplicates
{
    // Six standard deviations of an estimate from 128 hashes; what lies further below is not worth verifying.
    private const double EstimateSlack = 0.25;

    private readonly int _bands;
    private readonly int _rows;
    private readonly double _similarity;
    private readonly bool _verifies;
    private readonly int _length;

    /// <param name="values">Settings of the MinHash stage.</param>
    public NearDuplicates(RuleValues values)
    {
        _bands = values.Whole("bands");
        _rows = values.Whole("rows");
        _similarity = values["similarity"];
        _verifies = values.Is("verify");

        // A hash of 64 bits takes the room of two.
        _rows *= values.Is(DuplicateForms.Datatrove) ? 2 : 1;
        _length = (_bands * _rows + 7) / 8 * 8;
    }

    /// <summary>All duplicate pairs, in order.</summary>
    /// <param name="signatures">Signatures of all documents, one after the other.</param>
    /// <param name="documents">Numbers of the documents that take part, rising.</param>
    /// <param name="sources">Makes a source of shingles for one thread.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="interrupted">Ends the work.</param>
    public IReadOnlyList<DuplicatePair> Find(
        uint[] signatures, int[] documents, Func<IShingleSource> sources, int workers, CancellationToken interrupted)
    {
        var signed = documents.Where(document => IsSigned(SignatureOf(signatures, document))).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = interrupted };
        var perBand = new List<ulong>[_bands];
        Parallel.For(0, _bands, options, band => perBand[band] =
            BandIndex.Candidates(signatures, _length, signed, (band * _rows)..((band + 1) * _rows)));

        var pairs = Distinct(perBand);
        var parts = new DuplicatePair[Math.Max(1, workers)][];
        Parallel.For(0, parts.Length, options, part =>
        {
            var from = (int)((long)pairs.Length * part / parts.Length);
            var to = (int)((long)pairs.Length * (part + 1) / parts.Length);
            parts[part] = Verify(signatures, pairs.AsSpan(from, to - from), sources(), interrupted);
        });
        return [.. parts.SelectMany(part => part)];
    }

    private DuplicatePair[] Verify(
        uint[] signatures, ReadOnlySpan<ulong> pairs, IShingleSource source, CancellationToken interrupted)
    {
        var found = new List<DuplicatePair>();
        foreach (var pair in pairs)
        {
            interrupted.ThrowIfCancellationRequested();
            var (first, second) = ((int)(pair >> 32), (int)(uint)pair);
            var similarity = Agreement(SignatureOf(signatures, first), SignatureOf(signatures, second));
            if (_verifies)
            {
                if (similarity < _similarity - EstimateSlack) continue;
                similarity = Jaccard.Of(source.SetOf(first), source.SetOf(second));
                if (similarity < _similarity) continue;
            }

            found.Add(new DuplicatePair(first, second, similarity));
        }

        return [.. found];
    }

    private ReadOnlySpan<uint> SignatureOf(uint[] signatures, int document) =>
        signatures.AsSpan(document * _length, _length);

    // A document without shingles has the signature of nothing, and is like no other.
    private static bool IsSigned(ReadOnlySpan<uint> signature) => signature.ContainsAnyExcept(uint.MaxValue);

    private static double Agreement(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var equal = 0;
        for (var index = 0; index < left.Length; index += 8)
        {
            equal += BitOperations.PopCount(Vector256.Equals(
                Vector256.Create(left[index..]), Vector256.Create(right[index..])).ExtractMostSignificantBits());
        }

        return (double)equal / left.Length;
    }

    private static ulong[] Distinct(List<ulong>[] lists)
    {
        var all = new ulong[lists.Sum(list => list.Count)];
        var at = 0;
        foreach (var list in lists)
        {
            list.CopyTo(all, at);
            at += list.Count;
        }

        Array.Sort(all);
        var count = 0;
        for (var index = 0; index < all.Length; index++)
        {
            if (index == 0 || all[index] != all[index - 1]) all[count++] = all[index];
        }

        return all[..count];
    }
}
