namespace Headroom.Simulation.Chance;

/// <summary>
/// The 607 words that Go mixes into every seed. They are the state of its own generator after 7.8 million
/// million draws from seed 1, so they are computed here by jumping ahead instead of being copied: the power of x
/// modulo x^607 - x^334 - 1.
/// </summary>
internal static class GoRandomTable
{
    private const long Draws = 7_800_000_000_000;
    private const int Length = GoRandom.Length;
    private const int Feed = GoRandom.Length - GoRandom.Tap;

    private static readonly Lazy<ulong[]> LazyWords = new(JumpAhead);

    /// <summary>The words by index.</summary>
    public static ReadOnlySpan<ulong> Words => LazyWords.Value;

    private static ulong[] JumpAhead()
    {
        var power = PowerOfX(Draws);
        var history = FirstDraws();
        var words = new ulong[Length];
        for (var draw = 0; draw < Length; draw++)
        {
            var word = 0UL;
            for (var term = 0; term < Length; term++) word += power[term] * history[draw + term];

            // The state is a ring that is written downwards from the feed position.
            var position = (Feed - (Draws + draw - (Length - 1))) % Length;
            words[position < 0 ? position + Length : position] = word;
        }

        return words;
    }

    // The sequence from the 607 words of seed 1 on, oldest first, long enough for one more state.
    private static ulong[] FirstDraws()
    {
        var seeded = SeedWords();
        var draws = new ulong[2 * Length];
        for (var i = 0; i < Length; i++) draws[i] = seeded[(Feed - (i - (Length - 1)) + Length) % Length];
        for (var i = Length; i < draws.Length; i++) draws[i] = draws[i - Length] + draws[i - GoRandom.Tap];
        return draws;
    }

    private static ulong[] SeedWords()
    {
        var words = new ulong[Length];
        GoRandom.FillFromLehmer(words, seed: 1, highShift: 20, middleShift: 10);
        return words;
    }

    private static ulong[] PowerOfX(long exponent)
    {
        var power = new ulong[Length];
        power[0] = 1;
        for (var bit = 62 - long.LeadingZeroCount(exponent) + 1; bit >= 0; bit--)
        {
            power = Square(power);
            if ((exponent >> (int)bit & 1) == 1) power = TimesX(power);
        }

        return power;
    }

    private static ulong[] Square(ulong[] polynomial)
    {
        var product = new ulong[2 * Length - 1];
        for (var i = 0; i < Length; i++)
        {
            var factor = polynomial[i];
            if (factor == 0) continue;
            for (var j = 0; j < Length; j++) product[i + j] += factor * polynomial[j];
        }

        return Reduce(product);
    }

    private static ulong[] TimesX(ulong[] polynomial) => Reduce([0, .. polynomial]);

    private static ulong[] Reduce(ulong[] polynomial)
    {
        for (var degree = polynomial.Length - 1; degree >= Length; degree--)
        {
            polynomial[degree - Length] += polynomial[degree];
            polynomial[degree - Length + Feed] += polynomial[degree];
        }

        return polynomial[..Length];
    }
}
