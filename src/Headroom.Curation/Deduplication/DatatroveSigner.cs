using System.IO.Hashing;

namespace Headroom.Curation.Deduplication;

/// <summary>
/// Signatures bit for bit as datatrove's with 64-bit hashes: XXH64 of the words of a shingle joined by spaces, times a
/// plus b with the overflow of 64 bits, modulo 2^61 - 1; a and b are drawn by NumPy's generator of a seed.
/// </summary>
internal sealed class DatatroveSigner
{
    private const ulong Prime = (1UL << 61) - 1;

    private readonly int _shingle;
    private readonly List<int> _ends = [];
    private byte[] _joined = new byte[1024];
    private int _length;

    /// <param name="hashes">Number of hash functions.</param>
    /// <param name="shingle">Words in a shingle.</param>
    /// <param name="seed">Seed of the functions; datatrove's is 1.</param>
    public DatatroveSigner(int hashes, int shingle, uint seed = 1)
    {
        _shingle = shingle;
        var generator = new MersenneTwister(seed);
        Factors = new ulong[hashes];
        Terms = new ulong[hashes];
        for (var index = 0; index < hashes; index++) Factors[index] = generator.Below(1, Prime);
        for (var index = 0; index < hashes; index++) Terms[index] = generator.Below(0, Prime);
    }

    /// <summary>Factor of each function.</summary>
    public ulong[] Factors { get; }

    /// <summary>Term of each function.</summary>
    public ulong[] Terms { get; }

    /// <summary>Begins with a document.</summary>
    public void Clear()
    {
        _ends.Clear();
        _length = 0;
    }

    /// <summary>Adds a word.</summary>
    public void Add(ReadOnlySpan<byte> word)
    {
        if (_joined.Length < _length + word.Length + 1)
            Array.Resize(ref _joined, Math.Max(2 * _joined.Length, _length + word.Length + 1));
        if (_length > 0) _joined[_length++] = (byte)' ';
        word.CopyTo(_joined.AsSpan(_length));
        _length += word.Length;
        _ends.Add(_length);
    }

    /// <summary>The signature of the words; false when there are too few of them for a shingle.</summary>
    /// <param name="signature">The least value of each function.</param>
    public bool TrySign(Span<ulong> signature)
    {
        if (_ends.Count < _shingle) return false;

        signature.Fill(ulong.MaxValue);
        for (var first = 0; first + _shingle <= _ends.Count; first++)
        {
            var start = first == 0 ? 0 : _ends[first - 1] + 1;
            var hash = XxHash64.HashToUInt64(_joined.AsSpan(start, _ends[first + _shingle - 1] - start));
            for (var index = 0; index < signature.Length; index++)
            {
                var value = Modulo(unchecked(hash * Factors[index] + Terms[index]));
                if (value < signature[index]) signature[index] = value;
            }
        }

        return true;
    }

    // Of a Mersenne number a remainder is a sum of its parts.
    private static ulong Modulo(ulong value)
    {
        value = (value & Prime) + (value >> 61);
        return value >= Prime ? value - Prime : value;
    }
}
