namespace Headroom.Curation.Languages;

/// <summary>The language that a text is probably in.</summary>
/// <param name="Language">Its code, such as <c>de</c> or <c>zh-Hant</c>; <c>und</c> when it cannot be told.</param>
/// <param name="Probability">How sure that is, from 0 to 1.</param>
public readonly record struct LanguageGuess(string Language, double Probability)
{
    /// <summary>The code of what cannot be told.</summary>
    public const string Undetermined = "und";

    /// <summary>No language can be told.</summary>
    public static LanguageGuess None => new(Undetermined, 0);
}
