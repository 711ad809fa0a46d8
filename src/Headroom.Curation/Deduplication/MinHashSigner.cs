using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Headroom.Curation.Text;

namespace Headroom.Curation.Deduplication;

/// <summary>
/// MinHash signatures (Broder 1997): for each of so many hash functions the least value over all shingles. The
/// functions multiply and add modulo 2^32 with fixed odd factors, eight of them at a time.
/// </summary>
internal sealed class MinHashSigner
{
    private static readonly int Lanes = Vector256<uint>.Count;
    private static readonly int WideGroup = 4 * Vector512<uint>.Count;

    private readonly uint[] _factors;
    private readonly uint[] _terms;

    /// <param name="hashes">Number of hash functions.</param>
    public MinHashSigner(int hashes)
    {
        Length = (hashes + Lanes - 1) / Lanes * Lanes;
        _factors = new uint[Length];
        _terms = new uint[Length];
        for (var index = 0; index < Length; index++)
        {
            _factors[index] = (uint)ByteHash.Mix((ulong)index + 1) | 1;
            _terms[index] = (uint)ByteHash.Mix((ulong)index + 0x1_0000_0000);
        }
    }

    /// <summary>Values of a signature: the number of functions, made up to a multiple of eight.</summary>
    public int Length { get; }

    /// <summary>Writes the signature of the shingles.</summary>
    public void Sign(ReadOnlySpan<ulong> shingles, Span<uint> signature)
    {
        var wide = Vector512.IsHardwareAccelerated ? Length / WideGroup * WideGroup : 0;
        if (wide > 0) SignWide(shingles, wide, signature);
        SignNarrow(shingles, wide, signature[wide..Length]);
    }

    private void SignNarrow(ReadOnlySpan<ulong> shingles, int first, Span<uint> signature)
    {
        var factors = MemoryMarshal.Cast<uint, Vector256<uint>>(_factors.AsSpan(first));
        var terms = MemoryMarshal.Cast<uint, Vector256<uint>>(_terms.AsSpan(first));
        var least = MemoryMarshal.Cast<uint, Vector256<uint>>(signature);

        // Four vectors of least values stay in registers while all shingles pass.
        var group = 0;
        for (; group + 4 <= least.Length; group += 4)
            SignFour(shingles, factors.Slice(group, 4), terms.Slice(group, 4), least.Slice(group, 4));
        for (; group < least.Length; group++)
        {
            var lowest = Vector256<uint>.AllBitsSet;
            foreach (var shingle in shingles)
                lowest = Vector256.Min(lowest, Vector256.Create((uint)(shingle >> 32)) * factors[group] + terms[group]);
            least[group] = lowest;
        }
    }

    // The same values, twice as many at a time.
    private void SignWide(ReadOnlySpan<ulong> shingles, int hashes, Span<uint> signature)
    {
        var factors = MemoryMarshal.Cast<uint, Vector512<uint>>(_factors.AsSpan(0, hashes));
        var terms = MemoryMarshal.Cast<uint, Vector512<uint>>(_terms.AsSpan(0, hashes));
        var least = MemoryMarshal.Cast<uint, Vector512<uint>>(signature[..hashes]);
        for (var group = 0; group < least.Length; group += 4)
        {
            var (factor0, factor1) = (factors[group], factors[group + 1]);
            var (factor2, factor3) = (factors[group + 2], factors[group + 3]);
            var (term0, term1, term2, term3) = (terms[group], terms[group + 1], terms[group + 2], terms[group + 3]);
            var least0 = Vector512<uint>.AllBitsSet;
            var (least1, least2, least3) = (least0, least0, least0);
            foreach (var shingle in shingles)
            {
                var value = Vector512.Create((uint)(shingle >> 32));
                least0 = Vector512.Min(least0, value * factor0 + term0);
                least1 = Vector512.Min(least1, value * factor1 + term1);
                least2 = Vector512.Min(least2, value * factor2 + term2);
                least3 = Vector512.Min(least3, value * factor3 + term3);
            }

            (least[group], least[group + 1], least[group + 2], least[group + 3]) = (least0, least1, least2, least3);
        }
    }

    private static void SignFour(
        ReadOnlySpan<ulong> shingles,
        ReadOnlySpan<Vector256<uint>> factors,
        ReadOnlySpan<Vector256<uint>> terms,
        Span<Vector256<uint>> least)
    {
        var (factor0, factor1, factor2, factor3) = (factors[0], factors[1], factors[2], factors[3]);
        var (term0, term1, term2, term3) = (terms[0], terms[1], terms[2], terms[3]);
        var least0 = Vector256<uint>.AllBitsSet;
        var (least1, least2, least3) = (least0, least0, least0);
        foreach (var shingle in shingles)
        {
            var value = Vector256.Create((uint)(shingle >> 32));
            least0 = Vector256.Min(least0, value * factor0 + term0);
            least1 = Vector256.Min(least1, value * factor1 + term1);
            least2 = Vector256.Min(least2, value * factor2 + term2);
            least3 = Vector256.Min(least3, value * factor3 + term3);
        }

        (least[0], least[1], least[2], least[3]) = (least0, least1, least2, least3);
    }
}
