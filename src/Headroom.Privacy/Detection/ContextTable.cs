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

    // Latin words by their first three letters, others by their first character: few of either are there.
    private const int LatinBits = 5;
    private const int HanKeys = 1 << 16;

    private readonly int[]?[] _byBeginning = new int[]?[HanKeys + (1 << 3 * LatinBits)];
    private readonly ulong[] _beginnings = new ulong[(HanKeys + (1 << 3 * LatinBits)) / 64];
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
            _beginnings[group.Key >> 6] |= 1UL << group.Key;
        }
    }

    /// <summary>Patterns that the word speaks for, as a set.</summary>
    public ReadOnlySpan<ulong> PatternsOf(int word) => _patterns[word];

    public bool IsHan(int word) => _words[word][0] >= 0x80;

    /// <summary>Adds all words that begin from <paramref name="from"/> up to <paramref name="to"/>, in order.</summary>
    public void Collect(ReadOnlySpan<byte> text, int from, int to, bool isName, List<ContextHit> hits)
    {
        // Latin words are whole: not from the middle of one.
        while (from > 0 && from < to && IsLetter(text[from]) && IsLetter(text[from - 1])) from++;
        to = Math.Min(to, text.Length - 1);
        for (var at = from; at < to; at++)
        {
            var code = text[at];
            if (code >= 0xE0)
            {
                if (at + 2 < text.Length && IsBeginning(HanKey(text, at)))
                    Try(text, at, HanKey(text, at), isName, hits);
                at += 2;
            }
            else if (IsLetter(code))
            {
                var key = LatinKey(code, text[at + 1], at + 2 < text.Length ? text[at + 2] : (byte)0);
                if (IsBeginning(key)) Try(text, at, key, isName, hits);
                at++;
                while (at < text.Length && IsLetter(text[at])
                    && !(isName && IsUpper(text[at]) && !IsUpper(text[at - 1])))
                {
                    at++;
                }

                at--;
            }
        }
    }

    private void Try(ReadOnlySpan<byte> text, int at, int beginning, bool isName, List<ContextHit> hits)
    {
        foreach (var word in _byBeginning[beginning]!)
        {
            if (IsAt(text, at, _words[word], isName)) hits.Add(new ContextHit(at, at + _words[word].Length, word));
        }
    }

    private bool IsBeginning(int key) => (_beginnings[key >> 6] >> key & 1) != 0;

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

    private static int Beginning(ReadOnlySpan<byte> word) =>
        word[0] >= 0xE0 ? HanKey(word, 0) : LatinKey(word[0], word[1], word.Length > 2 ? word[2] : (byte)0);

    // The character's number, which three bytes hold in 16 bits.
    private static int HanKey(ReadOnlySpan<byte> text, int at) =>
        (text[at] & 0xF) << 12 | (text[at + 1] & 0x3F) << 6 | text[at + 2] & 0x3F;

    // Whatever is no letter counts alike.
    private static int LatinKey(byte first, byte second, byte third)
    {
        var two = IsLetter(second) ? second & 0x1F : 0;
        var three = two != 0 && IsLetter(third) ? third & 0x1F : 0;
        return HanKeys | (first & 0x1F) << 2 * LatinBits | two << LatinBits | three;
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
