using Headroom.Curation.Filters;

namespace Headroom.Curation.Signals;

/// <summary>A limit that a recipe may put on what is read off a scan.</summary>
/// <param name="Key">The setting; without its ending <c>-min</c> or <c>-max</c> what it limits.</param>
/// <param name="Value">What is limited; not a number when the document has no such value, and then it stays.</param>
internal sealed record SignalLimit(RuleKey Key, Func<SignalScan, double> Value)
{
    private readonly bool _isMost = Key.Name.EndsWith("-max", StringComparison.Ordinal);

    /// <summary>Why documents beyond it go.</summary>
    public string Reason { get; } = Key.Name.Replace('-', '_');

    /// <summary>All limits, in the order in which they are looked at.</summary>
    public static IReadOnlyList<SignalLimit> All { get; } =
    [
        Count("characters-min", 0, "characters", scan => scan.Characters),
        Count("lines-min", 0, "lines", scan => scan.Lines.Count),
        Count("sentences-min", 0, "sentences", Of(DocumentSignal.Sentences)),
        Count("sentences-max", int.MaxValue, "the same, at most", Of(DocumentSignal.Sentences)),
        Count("words-min", 0, "words without marks", Of(DocumentSignal.Words)),
        Count("words-max", int.MaxValue, "the same, at most", Of(DocumentSignal.Words)),
        Count("word-length-min", 0, "mean characters of a word", Of(DocumentSignal.WordLength)),
        Count("word-length-max", int.MaxValue, "the same, at most", Of(DocumentSignal.WordLength)),
        Count("symbols-per-word-max", int.MaxValue, "number signs and ellipses for each token",
            Of(DocumentSignal.SymbolsPerWord)),
        Share("ellipsis-lines-max", 1, "lines that end in an ellipsis", Of(DocumentSignal.EllipsisLines)),
        Share("bullet-lines-max", 1, "lines that begin with a bullet", Lines(line => line.StartsWithBullet)),
        Share("final-mark-lines-min", 0, "lines that end in . ! ? or ”", Lines(line => line.EndsInMark)),
        Share("no-letter-words-max", 1, "tokens without a letter of ASCII", Of(DocumentSignal.NoLetterWords)),
        Share("capital-words-max", 1, "tokens in capitals", Of(DocumentSignal.CapitalWords)),
        Share("stop-words-min", 0, "tokens that are common English words", Of(DocumentSignal.StopWords)),
        Share("unique-words-min", 0, "different words for each word", Of(DocumentSignal.UniqueWords)),
        Share("unique-words-max", 1, "the same, at most", Of(DocumentSignal.UniqueWords)),
        Count("entropy-min", 0, "entropy of the words, in nats", Of(DocumentSignal.Entropy)),
        Share("curly-brackets-max", 1, "curly brackets for each character", Of(DocumentSignal.CurlyBrackets)),
        Share("lorem-ipsum-max", 1, "'lorem ipsum' for each character", Of(DocumentSignal.LoremIpsum)),
        Share("top-2-gram-max", 1, "characters of the most frequent 2-gram", Of(DocumentSignal.Top2Gram)),
        Share("top-3-gram-max", 1, "the same of 3 words", Of(DocumentSignal.Top3Gram)),
        Share("top-4-gram-max", 1, "the same of 4 words", Of(DocumentSignal.Top4Gram)),
        Share("repeated-5-grams-max", 1, "characters in 5-grams that occur more than once",
            Of(DocumentSignal.Repeated5Grams)),
        Share("repeated-6-grams-max", 1, "the same of 6 words", Of(DocumentSignal.Repeated6Grams)),
        Share("repeated-7-grams-max", 1, "the same of 7 words", Of(DocumentSignal.Repeated7Grams)),
        Share("repeated-8-grams-max", 1, "the same of 8 words", Of(DocumentSignal.Repeated8Grams)),
        Share("repeated-9-grams-max", 1, "the same of 9 words", Of(DocumentSignal.Repeated9Grams)),
        Share("repeated-10-grams-max", 1, "the same of 10 words", Of(DocumentSignal.Repeated10Grams)),
    ];

    /// <summary>Whether a value lies beyond a limit.</summary>
    public bool IsBroken(double value, double limit) => _isMost ? value > limit : value < limit;

    private static SignalLimit Count(string name, double usual, string meaning, Func<SignalScan, double> value) =>
        new(RuleKey.Count(name, usual, meaning), value);

    private static SignalLimit Share(string name, double usual, string meaning, Func<SignalScan, double> value) =>
        new(RuleKey.Share(name, usual, meaning), value);

    private static Func<SignalScan, double> Of(DocumentSignal signal) => scan => scan[signal];

    private static Func<SignalScan, double> Lines(Func<LineSignals, double> value) =>
        scan => scan.Lines.Sum(value) / scan.Lines.Count;
}
