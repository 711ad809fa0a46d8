using Headroom.Curation.Text;

namespace Headroom.Curation.Mixing;

/// <summary>
/// Decides by a hash of seed, source and number of a document whether it is in a sample and where it stands: neither
/// depends on what was read before, and no list of documents is kept.
/// </summary>
/// <param name="seed">What makes the choice repeatable.</param>
/// <param name="source">Number of the source.</param>
internal sealed class SampleKeys(ulong seed, int source)
{
    private const int Steps = 1 << 16;

    private readonly long[] _bytesByStep = new long[Steps];
    private int _whole;
    private int _limit;

    /// <summary>Bytes of all texts.</summary>
    public long Bytes { get; private set; }

    /// <summary>Times that the source is taken whole, and perhaps a part of it once more.</summary>
    public int CopiesMax => _whole + 1;

    /// <summary>Notes a document, in its order.</summary>
    public void Note(long number, int bytes)
    {
        _bytesByStep[StepOf(number)] += bytes;
        Bytes += bytes;
    }

    /// <summary>
    /// Settles the sample: whole rounds, and of the documents with the least keys as many as come nearest to the rest.
    /// With more than 65,536 documents it is met to one part in 65,536 of the source.
    /// </summary>
    /// <param name="bytes">Bytes of text wanted.</param>
    public void Settle(double bytes)
    {
        if (Bytes == 0) return;

        _whole = (int)Math.Min(bytes / Bytes, int.MaxValue - 1);
        var wanted = bytes - (double)_whole * Bytes;
        var sum = 0.0;
        for (_limit = 0; _limit < Steps && sum + _bytesByStep[_limit] / 2.0 <= wanted; _limit++)
            sum += _bytesByStep[_limit];
    }

    /// <summary>Whether a copy of a document is in the sample.</summary>
    /// <param name="number">Number of the document.</param>
    /// <param name="copy">0 for the first copy.</param>
    public bool Has(long number, int copy) => copy < _whole || (copy == _whole && StepOf(number) < _limit);

    /// <summary>Place of a copy in the mixture: keys of all sources are sorted by it.</summary>
    public ulong KeyOf(long number, int copy) =>
        ByteHash.Mix(ByteHash.Mix(ByteHash.Mix(seed + 1) ^ (((ulong)source << 32) | (uint)copy)) ^ (ulong)number);

    // Another hash than the place: or what is sampled would stand in front.
    private int StepOf(long number) => (int)(ByteHash.Mix(~KeyOf(number, 0)) >> 48);
}
