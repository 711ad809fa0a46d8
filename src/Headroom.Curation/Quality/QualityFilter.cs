using System.Globalization;
using Headroom.Curation.Filters;

namespace Headroom.Curation.Quality;

/// <summary>Removes texts that are hardly worth training on, by the score of the shipped model.</summary>
internal sealed class QualityFilter : IDocumentFilter
{
    private const string ScoreMin = "score-min";
    private const string Annotate = "annotate";

    private readonly QualityScorer _scorer = new(QualityModel.Shipped);
    private readonly double _scoreMin;
    private readonly bool _annotates;

    private QualityFilter(RuleValues values) => (_scoreMin, _annotates) = (values[ScoreMin], values.Is(Annotate));

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "quality",
        "English and Chinese documents that read like adverts, bait, menus, lists or templates; our own classifier",
        [
            RuleKey.Share(ScoreMin, 0.4, "remove documents with a lower score; 0 removes none"),
            RuleKey.Switch(Annotate, false, "write the score into each record, under headroom.quality"),
        ],
        (values, _) => new QualityFilter(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        if (_scorer.Score(document.Text) is not { } score) return Verdict.Keep;
        if (score < _scoreMin) return Verdict.Remove("low_quality");
        if (_annotates) document.Annotate("quality").WriteAscii(score.ToString("0.000", CultureInfo.InvariantCulture));
        return Verdict.Keep;
    }
}
