namespace Headroom.Curation.Tokens;

/// <summary>Which of the endings <c>'s 't 're 've 'm 'll 'd</c> are cut off as pieces.</summary>
internal enum Contractions
{
    /// <summary>Small letters alone.</summary>
    Small,

    /// <summary>Any letters.</summary>
    AnyCase,

    /// <summary>Any letters, and they stay with the word in front of them.</summary>
    Kept,
}

/// <summary>
/// How a tokenizer cuts a text before it merges bytes: the patterns of the published tokenizers as what they differ in.
/// </summary>
/// <param name="Contractions">What becomes of contractions.</param>
/// <param name="TakesAnyPrefix">Whether one mark or space of any kind joins the word behind it; else one space does,
/// before words and numbers alike.</param>
/// <param name="SplitsCase">Whether a word ends where a capital follows a small letter.</param>
/// <param name="DigitsMax">Most digits of a piece.</param>
/// <param name="MarkTail">What joins the marks in front of it.</param>
/// <param name="CutsLines">Whether white space is cut behind its last line end.</param>
internal sealed record PieceRules(
    Contractions Contractions, bool TakesAnyPrefix, bool SplitsCase, int DigitsMax, string MarkTail, bool CutsLines)
{
    /// <summary>GPT-2, and byte-level tokenizers of Hugging Face without a pattern of their own.</summary>
    public static PieceRules Gpt2 { get; } = new(Contractions.Small, false, false, int.MaxValue, "", false);

    /// <summary>GPT-3.5 and GPT-4; Llama 3.</summary>
    public static PieceRules Cl100k { get; } = new(Contractions.AnyCase, true, false, 3, "\r\n", true);

    /// <summary>Qwen 2 and later: as GPT-4, every digit by itself.</summary>
    public static PieceRules Qwen { get; } = Cl100k with { DigitsMax = 1 };

    /// <summary>GPT-4o and later.</summary>
    public static PieceRules O200k { get; } = new(Contractions.Kept, true, true, 3, "\r\n/", true);

    // As they stand in files; possessive marks change what a match costs, not what it is.
    private static readonly (string Pattern, PieceRules Rules)[] Known =
    [
        (@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", Gpt2),
        (@"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", Gpt2),
        (@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"
            + @"\s+(?!\S)|\s+", Cl100k),
        (@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"
            + @"\s+(?!\S)|\s+", Qwen),
        (@"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
            + @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
            + @"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+", O200k),
    ];

    /// <summary>The rules that say the same as a pattern; null when none is known to.</summary>
    public static PieceRules? Of(string pattern) => Array.Find(Known, one => one.Pattern == pattern).Rules;
}
