namespace Headroom.Curation.Text;

/// <summary>The ways of breaking text into words that recipes know.</summary>
internal static class WordBreakers
{
    /// <summary>Their names; the first one is the usual one.</summary>
    public static IReadOnlyList<string> Names { get; } = ["whitespace", "treebank", "han"];

    /// <summary>A breaker for one thread.</summary>
    public static IWordBreaker Create(string name) => name switch
    {
        "whitespace" => new WhitespaceWords(),
        "treebank" => new TreebankWords(),
        "han" => new HanWords(),
        _ => throw new InvalidOperationException($"There are no words by the name of {name}."),
    };
}
