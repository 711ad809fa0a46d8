using Headroom.Privacy.Patterns;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>
/// All patterns, and which of them a beginning may belong to: for each of the first places and each character a set of
/// patterns, and one for each length of the first run of letters and digits. A few "and" operations leave few patterns.
/// </summary>
internal sealed class PatternTable
{
    /// <summary>Places at the beginning that are looked up.</summary>
    public const int Depth = 6;

    /// <summary>Runs of this length and longer are taken alike.</summary>
    public const int RunMax = 70;

    /// <summary>Stands for the end of the text and for what is no ASCII.</summary>
    public const int EndCode = 127;

    private const int Codes = 128;

    private readonly ulong[] _places;
    private readonly ulong[] _runs;

    public PatternTable(IReadOnlyList<Rule> rules)
    {
        var patterns = new List<Pattern>();
        var owners = new List<Rule>();

        // The sure ones first: where no word speaks for the others, whole vectors of them are skipped.
        foreach (var rule in rules.OrderByDescending(rule => rule.Score >= DetectorOptions.MinimumScoreDefault))
        {
            foreach (var row in PatternText.Rows(rule.Pattern))
            {
                patterns.Add(new Pattern(row));
                owners.Add(rule);
            }
        }

        (Patterns, Rules) = ([.. patterns], [.. owners]);
        Words = (patterns.Count + 255) / 256 * 4;
        _places = new ulong[Depth * Codes * Words];
        _runs = new ulong[(RunMax + 1) * Words];
        for (var index = 0; index < Patterns.Length; index++) Enter(index);
    }

    public Pattern[] Patterns { get; }

    /// <summary>The rule of each pattern.</summary>
    public Rule[] Rules { get; }

    /// <summary>Words of 64 patterns in a set, a multiple of four.</summary>
    public int Words { get; }

    public ReadOnlySpan<ulong> Place(int depth, int code) => _places.AsSpan((depth * Codes + code) * Words, Words);

    public ReadOnlySpan<ulong> Run(int length) => _runs.AsSpan(Math.Min(length, RunMax) * Words, Words);

    private void Enter(int index)
    {
        var pattern = Patterns[index];
        var (word, bit) = (index / 64, 1UL << index % 64);
        var possible = pattern.Start;
        var mayHaveEnded = false;
        for (var depth = 0; depth < Depth; depth++)
        {
            for (var code = 0; code < Codes; code++)
            {
                if (mayHaveEnded || pattern.Taking(possible, (byte)code) != 0)
                    _places[(depth * Codes + code) * Words + word] |= bit;
            }

            mayHaveEnded |= pattern.Accepts(possible);
            possible = pattern.After(possible);
        }

        EnterRuns(pattern, word, bit);
    }

    // Walks the pattern over letters and digits alone: where it may end, or go on with a sign, the run may end.
    private void EnterRuns(Pattern pattern, int word, ulong bit)
    {
        var states = pattern.Start;
        if (TakesSign(pattern, states)) _runs[word] |= bit;
        for (var length = 1; length <= RunMax && states != 0; length++)
        {
            states = TakingAny(pattern, states);
            if (states == 0) break;

            var after = pattern.After(states);
            if (pattern.Accepts(states) || TakesSign(pattern, after) || length == RunMax)
                _runs[length * Words + word] |= bit;
            states = after;
        }
    }

    private static bool TakesSign(Pattern pattern, ulong states)
    {
        for (var code = 1; code < Codes; code++)
        {
            if (!AsciiSet.Alphanumeric.Contains(code) && pattern.Taking(states, (byte)code) != 0) return true;
        }

        return false;
    }

    private static ulong TakingAny(Pattern pattern, ulong states)
    {
        var taken = 0UL;
        for (var code = 0; code < Codes; code++)
        {
            if (AsciiSet.Alphanumeric.Contains(code)) taken |= pattern.Taking(states, (byte)code);
        }

        return taken;
    }
}
