namespace Headroom.Privacy.Detection;

/// <summary>A word that speaks for rules, and where it stands.</summary>
internal readonly record struct ContextHit(int Start, int End, int Word);

/// <summary>The context words of all patterns, by what they begin with.</summary>
internal sealed class ContextTable
{
    /// <summary>Bytes before and after a finding in which Latin words are looked for.</summary>
    public const int Reach = 64;

    /// <summary>The same for Chinese: twelve characters of three bytes.</summary>
    public const int HanReach = 36;

    private readonly Dictionary<int, int[]> _byBeginning = [];
    private readonly ulong[] _beginnings = new ulong[64];
    private readonly byte[][] _words;
    private readonly ulong[][] _patterns;

    public ContextTable(PatternTable table)
    {
        var words = table.Rules.SelectMany(rule => rule.Context.All)
            .DistinctBy(Convert.ToHexString).OrderBy(word => word.Length).ToArray();
        _words = words;
        _patterns = [.. words.Select(word => PatternsOf(table, word))];
        foreach (var group in Enumerable.Range(0, words.Length).GroupBy(index => Beginning(words[index])))
        {
            _byBeginning[group.Key] = [.. group];
            _beginnings[group.Key >> 6 & 63] |= 1UL << group.Key;
        }
    }

    /// <summary>Patterns that the word speaks for, as a set.</summary>
    public ReadOnlySpan<ulong> PatternsOf(int word) => _patterns[word];

    public bool IsHan(int word) => _words[word][0] >= 0x80;

    /// <summary>Adds all words of a text, in the order of their places.</summary>
    public void Collect(ReadOnlySpan<byte> text, bool isName, List<ContextHit> hits)
    {
        for (var at = 0; at + 1 < text.Length; at++)
        {
            var code = text[at];
            if (code < 0x80)
            {
                if (!IsLetter(code)) continue;
                Try(text, at, isName, hits);

                // Latin words are whole: on to the end of this one.
                at++;
                while (at < text.Length && IsLetter(text[at]) && !(isName && IsUpper(text[at]) && !IsUpper(text[at - 1]))) at++;
                at--;
            }
            else if (code >= 0xC0)
            {
                Try(text, at, isName, hits);
            }
        }
    }

    private void Try(ReadOnlySpan<byte> text, int at, bool isName, List<ContextHit> hits)
    {
        var beginning = Beginning(text[at..]);
        if ((_beginnings[beginning >> 6 & 63] >> beginning & 1) == 0) return;
        if (!_byBeginning.TryGetValue(beginning, out var words)) return;

        foreach (var word in words)
        {
            if (IsAt(text, at, _words[word], isName)) hits.Add(new ContextHit(at, at + _words[word].Length, word));
        }
    }

    private static bool IsAt(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> word, bool isName)
    {
        if (at + word.Length > text.Length) return false;
        for (var index = 0; index < word.Length; index++)
        {
            if (Lower(text[at + index]) != word[index]) return false;
        }

        if (word[0] >= 0x80 || at + word.Length == text.Length) return true;

        var after = text[at + word.Length];
        return !IsLetter(after) || isName && IsUpper(after);
    }

    private static ulong[] PatternsOf(PatternTable table, byte[] word)
    {
        var patterns = new ulong[table.Words];
        for (var index = 0; index < table.Rules.Length; index++)
        {
            if (table.Rules[index].Context.All.Any(other => other.AsSpan().SequenceEqual(word)))
                patterns[index / 64] |= 1UL << index % 64;
        }

        return patterns;
    }

    private static int Beginning(ReadOnlySpan<byte> word)
    {
        var key = Lower(word[0]) << 8 | Lower(word[1]);
        return word[0] >= 0xE0 && word.Length > 2 ? key << 8 | word[2] : key;
    }

    // Names of fields join words by signs: those count as the space between words.
    private static byte Lower(byte code) => code switch
    {
        >= (byte)'A' and <= (byte)'Z' => (byte)(code | 0x20),
        (byte)'_' => (byte)' ',
        _ => code,
    };

    private static bool IsLetter(byte code) => (uint)((code | 0x20) - 'a') < 26;

    private static bool IsUpper(byte code) => (uint)(code - 'A') < 26;
}
