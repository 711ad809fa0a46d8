using Headroom.Privacy.Names;
using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>Finds names of people, addresses and places by a model of somebody else.</summary>
internal sealed class ModelNames
{
    private readonly INameReader _reader;
    private readonly Rule?[] _rules = new Rule?[NameModel.Tags];
    private readonly float[] _minimum = new float[NameModel.Tags];
    private readonly List<NameSpan> _spans = [];
    private readonly List<Finding> _names = [];
    private readonly SettledNames _settled;

    private ModelNames(DetectorOptions options, INameModel model)
    {
        _reader = model.Reader();
        _settled = new SettledNames(_names, Read);
        foreach (var (tag, rule) in NameFinder.Tags)
        {
            if (!options.LooksFor(rule.Entity)) continue;
            _rules[(int)tag] = rule with { Name = rule.Name + "/model" };
            _minimum[(int)tag] = options.MinimumOf(rule.Entity);
        }
    }

    /// <summary>A finder by the model of the options; null where they have none or ask for no names.</summary>
    public static ModelNames? For(DetectorOptions options) =>
        options is { FindsNames: true, OtherNames: { } model }
            && NameFinder.Tags.Any(pair => NameFinder.LooksFor(options, pair.Rule))
            ? new ModelNames(options, model)
            : null;

    /// <summary>Adds names to the findings of a text, which are in order.</summary>
    public void Find(ReadOnlySpan<byte> text, List<Finding> findings)
    {
        _names.Clear();
        Read(text);
        if (_names.Count == 0 && findings.Count == 0) return;

        _settled.Settle(text, 0, text.Length, 0, findings, 0);
        _settled.Merge(findings);
    }

    private void Read(ReadOnlySpan<byte> text)
    {
        _spans.Clear();
        _reader.Read(text, _spans);
        foreach (var (start, end, tag, score) in _spans)
        {
            if (_rules[(int)tag] is { } rule && score >= _minimum[(int)tag])
                _names.Add(new Finding(start, end, rule, score));
        }
    }
}
