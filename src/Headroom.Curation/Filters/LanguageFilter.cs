using Headroom.Curation.Languages;
using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>Keeps documents in the languages that a recipe names, told by the start of their text.</summary>
internal sealed class LanguageFilter : IDocumentFilter
{
    private const string ProbabilityMin = "probability-min";
    private const string BytesMax = "bytes-max";

    private readonly LanguageIdentifier _identifier = new(LanguageModel.Shipped);
    private readonly HashSet<string> _wanted;
    private readonly double _probabilityMin;
    private readonly int _bytesMax;

    public LanguageFilter(RuleValues values)
    {
        _wanted = [.. LanguageModel.Shipped.Languages.Where(values.Is)];
        _probabilityMin = values[ProbabilityMin];
        _bytesMax = values.Whole(BytesMax);
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "language",
        "documents in none of the languages that are true here; our own n-grams",
        [
            RuleKey.Share(ProbabilityMin, 0.65, "remove documents whose language is less sure"),
            RuleKey.Count(BytesMax, 4096, "look at so many bytes of a text; 0 for all of them"),
            .. LanguageModel.Shipped.Languages.Select(
                language => RuleKey.Switch(language, language == "en", "keep documents in it")),
        ],
        (values, _) => new LanguageFilter(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        var guess = _identifier.Guess(Start(document.Text));
        document.Language = guess.Language;
        if (!_wanted.Contains(guess.Language)) return Verdict.Remove("other_language");
        return guess.Probability < _probabilityMin ? Verdict.Remove("language_unsure") : Verdict.Keep;
    }

    private ReadOnlySpan<byte> Start(ReadOnlySpan<byte> text) => _bytesMax == 0 ? text : Utf8.Start(text, _bytesMax);
}
