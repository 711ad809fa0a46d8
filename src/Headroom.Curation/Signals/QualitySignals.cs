using Headroom.Curation.Filters;

namespace Headroom.Curation.Signals;

/// <summary>
/// The quality signals of RedPajama-V2 (Weber et al. 2024): written into the records that stay, and limits on them.
/// </summary>
internal sealed class QualitySignals : IDocumentFilter
{
    private const string Annotate = "annotate";
    private const string AnnotateLines = "annotate-lines";

    private readonly SignalScan _scan = new();
    private readonly SignalJson _json = new();
    private readonly bool _annotates;
    private readonly bool _annotatesLines;
    private readonly (SignalLimit Limit, double Value)[] _limits;

    private QualitySignals(RuleValues values)
    {
        _annotates = values.Is(Annotate);
        _annotatesLines = values.Is(AnnotateLines);

        // Most recipes set few of them.
        _limits =
        [
            .. from limit in SignalLimit.All
               where values[limit.Key.Name] != limit.Key.Usual
               select (limit, values[limit.Key.Name]),
        ];
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "signals",
        "documents beyond limits on the quality signals of RedPajama-V2 (Weber et al. 2024), which records may carry",
        [
            RuleKey.Switch(Annotate, true, "write the signals into each record, under headroom.signals"),
            RuleKey.Switch(AnnotateLines, true, "those of its lines too"),
            .. SignalLimit.All.Select(limit => limit.Key),
        ],
        (values, _) => new QualitySignals(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        _scan.Read(document.Text);
        foreach (var (limit, value) in _limits)
        {
            if (limit.IsBroken(limit.Value(_scan), value)) return Verdict.Remove(limit.Reason);
        }

        if (_annotates) _json.Write(_scan, _annotatesLines, document.Annotate("signals"));
        return Verdict.Keep;
    }
}
