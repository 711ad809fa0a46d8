namespace Headroom.Privacy.Names;

/// <summary>Which places of a model's table a token asks. Hot.</summary>
internal static class NameFeatures
{
    /// <summary>Features of a token.</summary>
    public const int Count = 17;

    private const int FirstPlaces = 3;
    private const uint Glue = ~(1u << 14);

    /// <summary>Fills <paramref name="slots"/> for token <paramref name="index"/>.</summary>
    public static void Of(NameTokens tokens, int index, FieldKind field, Span<ushort> slots)
    {
        var at = index + NameTokens.Margin;
        ReadOnlySpan<uint> words = tokens.Words.AsSpan(at - 2, 5);
        ReadOnlySpan<uint> kinds = tokens.Kinds.AsSpan(at - 2, 5);
        var (kind, before, after) = (kinds[2], kinds[1] & Glue, kinds[3]);
        var plain = kind & Glue;
        _ = slots[Count - 1];
        slots[0] = Slot(0, words[2], 0);
        slots[1] = Slot(1, words[1], 0);
        slots[2] = Slot(2, words[3], 0);
        slots[3] = Slot(3, words[1], words[2]);
        slots[4] = Slot(4, words[2], words[3]);
        slots[5] = Slot(5, words[0], words[1]);
        slots[6] = Slot(6, words[3], words[4]);
        slots[7] = Slot(7, kind, 0);
        slots[8] = Slot(8, before, kind);
        slots[9] = Slot(9, plain, after);
        slots[10] = Slot(10, before, plain << 16 ^ after);
        slots[11] = Slot(11, words[1], kind);
        slots[12] = Slot(12, words[3], plain);
        slots[13] = Slot(13, words[0], plain);
        slots[14] = Slot(14, tokens.Tails[index] & 0xFF_FFFF, kind & 15);
        slots[15] = Slot(15, (uint)field, kind & 15 | (uint)Math.Min(index, FirstPlaces) << 8);
        slots[16] = Slot(16, words[4], plain);
    }

    // Multiplications mix upwards, so that the upper bits are taken.
    private static ushort Slot(uint feature, uint first, uint second)
    {
        var mixed = (first + feature * 0x632B_E5ABu) * 0x9E37_79B1u ^ second * 0x85EB_CA77u;
        mixed = (mixed ^ mixed >> 15) * 0xC2B2_AE3Du;
        return (ushort)(mixed >> 32 - NameModel.SlotBits);
    }
}
