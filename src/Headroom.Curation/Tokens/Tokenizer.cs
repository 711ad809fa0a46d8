namespace Headroom.Curation.Tokens;

/// <summary>
/// A byte-pair encoding as it was published: how it cuts texts, its tokens and its merges. Immutable;
/// <see cref="TokenCounter"/> counts with it.
/// </summary>
public sealed class Tokenizer
{
    private static readonly string[] Cl100kAdded =
        ["<|endoftext|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|endofprompt|>"];

    private static readonly string[] O200kAdded = ["<|endoftext|>", "<|endofprompt|>"];

    internal Tokenizer(string name, TokenVocabulary vocabulary, TokenPairs pairs, IPieceCutter cutter)
    {
        Name = name;
        Vocabulary = vocabulary;
        Pairs = pairs;
        Cutter = cutter;
    }

    /// <summary>Names of tokenizers that come with the program.</summary>
    public static IReadOnlyList<string> Shipped { get; } = ["cl100k", "o200k"];

    /// <summary>What it was asked for by: a name or a path.</summary>
    public string Name { get; }

    /// <summary>How many tokens its vocabulary has, without added ones.</summary>
    public int Size => Vocabulary.Count;

    internal TokenVocabulary Vocabulary { get; }

    internal TokenPairs Pairs { get; }

    internal IPieceCutter Cutter { get; }

    internal AddedTokens Added { get; init; } = new([]);

    internal SpaceMarks Marks { get; init; } = SpaceMarks.None;

    /// <summary>Whether texts are composed first (normal form C).</summary>
    internal bool ComposesTexts { get; init; }

    /// <summary>Whether a piece that is a token is not merged at all.</summary>
    internal bool TakesWholePieces { get; init; } = true;

    /// <summary>What merging begins with when it begins with characters; null when it begins with bytes.</summary>
    internal CharacterTokens? Characters { get; init; }

    /// <summary>Opens a tokenizer.</summary>
    /// <param name="name"><c>cl100k</c>, <c>o200k</c>, or the path of a file: a <c>tokenizer.json</c> of Hugging Face
    /// with a byte-pair encoding, or else a vocabulary in tiktoken's form.</param>
    /// <param name="pattern">How texts are cut with a file in tiktoken's form: as <c>cl100k</c>, <c>o200k</c> or
    /// <c>gpt2</c>.</param>
    /// <exception cref="CurationException">The file is missing, damaged or no byte-pair encoding.</exception>
    public static Tokenizer Open(string name, string pattern = "cl100k")
    {
        if (name == "cl100k") return FromTiktoken(name, TiktokenFile.Cl100k(), PieceRules.Cl100k, Cl100kAdded);
        if (name == "o200k") return FromTiktoken(name, TiktokenFile.O200k(), PieceRules.O200k, O200kAdded);
        if (!File.Exists(name))
        {
            throw new CurationException(name, 0, "there is no such tokenizer",
                $"name {string.Join(", ", Shipped)}, or a file such as tokenizer.json");
        }

        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return TokenizerJson.Read(name);

        using var text = File.OpenText(name);
        return FromTiktoken(name, TiktokenFile.Read(name, text), RulesOf(pattern), []);
    }

    internal static Tokenizer FromTiktoken(
        string name, TokenVocabulary vocabulary, PieceRules rules, IEnumerable<string> added) =>
        new(name, vocabulary, vocabulary.PairsBySpelling(), new PieceScanner(rules))
        {
            Added = new AddedTokens(added.Select(text => new AddedToken(text))),
        };

    private static PieceRules RulesOf(string pattern) => pattern switch
    {
        "cl100k" => PieceRules.Cl100k,
        "o200k" => PieceRules.O200k,
        "gpt2" => PieceRules.Gpt2,
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "it is cl100k, o200k or gpt2."),
    };
}
