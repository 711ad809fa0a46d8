namespace Headroom.Curation.Quality;

/// <summary>
/// What the quality of a text is judged by: how its lines and sentences look, and how often words of each group stand
/// in it. None of it is a topic. Reused for many texts on one thread.
/// </summary>
internal sealed class QualityFeatures
{
    // The marks that prose does not use, but menus and adverts do.
    private const string OrnamentMarks = "|»«•·©®™★☆►▶◆■●→~_*#=<>[]{}【】※√^\\/+";

    private static readonly bool[] Ornaments =
        [.. Enumerable.Range(0, 0x10000).Select(code => OrnamentMarks.Contains((char)code, StringComparison.Ordinal))];

    // What each can say: 1 good alone, -1 bad alone, 0 either. Made-up pages are too few to settle it.
    private static readonly (string Name, int Sign)[] OfForm =
    [
        ("length", 1), ("sentence-lines", 1), ("sentence-length", 1), ("short-lines", -1), ("lines", 0), ("digits", -1),
        ("long-numbers", -1), ("capitals", -1), ("all-capitals", -1), ("exclamations", -1), ("questions", 0),
        ("commas", 0), ("ornaments", -1), ("ellipses", -1), ("money", -1), ("variety", 0), ("favourite-word", -1),
        ("repeated-lines", -1), ("word-length", 0), ("unfinished", -1),
    ];

    private static readonly string[] GoodWords = ["function", "reasoning", "telling", "knowledge", "self"];

    private readonly QualityCounts _counts = new();
    private readonly float[] _values = new float[OfForm.Length + QualityWords.Shipped.Names.Count];

    /// <summary>Names of the features, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. OfForm.Select(form => form.Name), .. QualityWords.Shipped.Names.Select(name => $"words-{name}")];

    /// <summary>For each of them whether it can speak for a text (1), against it (-1), or either (0).</summary>
    public static IReadOnlyList<int> Signs { get; } =
    [
        .. OfForm.Select(form => form.Sign),
        .. QualityWords.Shipped.Names.Select(name => GoodWords.Contains(name) ? 1 : -1),
    ];

    /// <summary>The features of a text, each from 0 to 1; valid until the next call.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="isChinese">Whether Han characters are its words.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<byte> text, bool isChinese)
    {
        _counts.Count(text, isChinese);
        var counts = _counts;
        double words = Math.Max(1, counts.Words);
        double characters = Math.Max(1, counts.Characters);
        double lines = Math.Max(1, counts.Lines);
        double sentences = Math.Max(1, counts.Sentences);
        Span<double> form =
        [
            (Math.Log2(words) - 4) / 8,
            counts.SentenceLineCharacters / characters,
            counts.SentenceWords / sentences / 40,
            counts.ShortLines / lines,
            Math.Log2(1 + words / lines) / 8,
            4 * counts.Digits / characters,
            50 * counts.LongNumbers / words,
            2 * counts.Capitals / words,
            5 * counts.AllCapitals / words,
            counts.Exclamations / sentences,
            2 * counts.Questions / sentences,
            6 * counts.Commas / words,
            15 * counts.Ornaments / characters,
            20 * counts.Ellipses / words,
            40 * counts.Money / words,
            counts.Variety,
            8 * counts.FavouriteShare,
            counts.RepeatedLines / lines,
            (counts.WordCharacters / words - 3) / 4,
            1 - counts.Sentences / Math.Max(sentences, counts.Lines),
        ];
        for (var feature = 0; feature < form.Length; feature++) _values[feature] = Bounded(form[feature]);
        for (var group = 0; group < counts.Groups.Length; group++)
            _values[form.Length + group] = Bounded((group == 0 ? 1.5 : 12) * counts.Groups[group] / words);
        return _values;
    }

    /// <summary>Whether a character is one of the marks that prose does not use.</summary>
    public static bool IsOrnament(int code) => (uint)code < (uint)Ornaments.Length && Ornaments[code];

    // Roots, since the first word of a kind says more than the tenth.
    private static float Bounded(double value) => (float)Math.Sqrt(Math.Clamp(value, 0, 1));
}
