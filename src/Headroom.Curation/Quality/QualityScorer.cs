using Headroom.Curation.Languages;

namespace Headroom.Curation.Quality;

/// <summary>Scores texts by a model. Belongs to one thread.</summary>
/// <param name="model">The model.</param>
public sealed class QualityScorer(QualityModel model)
{
    private const int LanguageBytes = 2048;
    private const double SureFrom = 0.8;

    private readonly LanguageIdentifier _languages = new(LanguageModel.Shipped);
    private readonly QualityFeatures _features = new();

    /// <summary>
    /// How surely a text is worth training on, from 0 to 1; null when it is neither in English nor in Chinese, whose
    /// words alone the model knows. What is surely in no language is scored as English.
    /// </summary>
    /// <param name="text">Valid UTF-8.</param>
    public double? Score(ReadOnlySpan<byte> text)
    {
        var guess = _languages.Guess(Text.Utf8.Start(text, LanguageBytes));
        var isChinese = guess.Language.StartsWith("zh", StringComparison.Ordinal);
        return isChinese || guess.Language is "en" || guess.Probability < SureFrom
            ? model.Score(_features.Of(text, isChinese), isChinese)
            : null;
    }
}
