namespace Headroom.Curation.Chinese;

/// <summary>
/// Pairs of Han characters that occur side by side in words and texts: those of a dictionary and of documentation, in
/// simplified characters, as a set of hashed bits of which one in fourteen is set by chance.
/// </summary>
internal static class HanPairs
{
    private const int IndexBits = 22;

    private static readonly byte[] Bits = Read();

    /// <summary>Whether the two are known side by side, in either script.</summary>
    public static bool IsKnown(int first, int second)
    {
        var mixed = (Simplified(first) * 0x9E3779B1u) ^ (Simplified(second) * 0x85EBCA6Bu);
        var index = (mixed * 0xC2B2AE35u) >> (32 - IndexBits);
        return (Bits[index >> 3] >> (int)(index & 7) & 1) != 0;
    }

    private static uint Simplified(int code) =>
        code <= char.MaxValue ? CharacterVariants.SimplifiedOf((char)code) : (uint)code;

    private static byte[] Read()
    {
        using var stream = typeof(HanPairs).Assembly.GetManifestResourceStream("chinese-pairs.bits")!;
        var bits = new byte[1 << (IndexBits - 3)];
        stream.ReadExactly(bits);
        return bits;
    }
}
