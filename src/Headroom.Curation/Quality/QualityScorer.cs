using Headroom.Curation.Languages;

namespace Headroom.Curation.Quality;

/// <summary>Scores texts by a model. Belongs to one thread.</summary>
/// <param name="model">The model.</param>
public sealed class QualityScorer(QualityModel model)
{
    private const int LanguageBytes = 2048;

    private readonly LanguageIdentifier _languages = new(LanguageModel.Shipped);
    private readonly QualityFeatures _features = new();

    /// <summary>
    /// How surely a text is worth training on, from 0 to 1; null when it is neither in English nor in Chinese, whose words
    /// alone the model knows. What is in no language is scored as English.
    /// </summary>
    /// <param name="text">Valid UTF-8.</param>
    public double? Score(ReadOnlySpan<byte> text)
    {
        var language = _languages.Guess(Text.Utf8.Start(text, LanguageBytes)).Language;
        var isChinese = language.StartsWith("zh", StringComparison.Ordinal);
        return isChinese || language is "en" or LanguageGuess.Undetermined
            ? model.Score(_features.Of(text, isChinese), isChinese)
            : null;
    }
}
