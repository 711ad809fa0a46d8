using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Matching;

/// <summary>A model that one of some data may be trained into at some compute.</summary>
/// <param name="Model">Which, by its number.</param>
/// <param name="Net">Worth less what data and model ask, in millionths.</param>
/// <param name="Seconds">GPU-seconds.</param>
internal readonly record struct Candidate(int Model, long Net, long Seconds);

/// <summary>
/// The models that need to be looked at. A licence is sold as often as anyone likes, so that of two models with the
/// same terms and size the dearer never matters, and neither does one that is slower and worth no more.
/// </summary>
internal sealed class ModelMenu
{
    private readonly ModelListing[] _models;
    private readonly Func<string, long> _microPerExaflop;

    // Models whose terms are the same, and one of each such class.
    private readonly int[] _classOf;
    private readonly ModelListing[] _termsOfClass;

    /// <summary>Takes models in any order, and what 10^18 operations cost in a currency.</summary>
    public ModelMenu(IReadOnlyList<ModelListing> models, Func<string, long> microPerExaflop)
    {
        _microPerExaflop = microPerExaflop;
        _models =
        [
            .. models.GroupBy(model => (ClassOf(model), model.Parameters))
                .Select(group => group.MinBy(model => (model.AskMicro, model.Id))!)
                .OrderBy(model => model.Parameters).ThenBy(model => model.AskMicro)
                .ThenBy(model => model.Id, StringComparer.Ordinal),
        ];
        _classOf = Classes.Numbered([.. _models.Select(TermsOf)], out var classes);
        _termsOfClass =
            [.. Enumerable.Range(0, classes).Select(one => _models[Array.IndexOf(_classOf, one)])];
    }

    /// <summary>A model by its number.</summary>
    public ModelListing this[int model] => _models[model];

    /// <summary>
    /// Numbers of the models that data and compute of two classes may use, the smallest and cheapest first. Of one
    /// size, none that is dearer and no longer offered than another: the terms are met, and money and time are left.
    /// </summary>
    public int[] Allowed(DataListing data, ComputeListing compute)
    {
        var kept = new List<int>();
        bool[] isAllowed = [.. _termsOfClass.Select(model => SharedTerms.Allow(data, compute, model))];
        for (var number = 0; number < _models.Length; number++)
        {
            if (isAllowed[_classOf[number]] && !IsBeaten(kept, number, _models[number].Parameters)) kept.Add(number);
        }

        return [.. kept];
    }

    /// <summary>
    /// Of those, the ones that are best for data at some price of compute, the fastest first, and what they are worth
    /// less what data and model ask: the same whatever the chip.
    /// </summary>
    public (int Model, long Net)[] Offers(DataListing data, int[] allowed)
    {
        var kept = new List<(int Model, long Net)>();
        var (worth, parameters) = (0L, 0L);
        foreach (var number in allowed)
        {
            // A size comes with all its prices at once, and its worth takes powers.
            if (parameters != _models[number].Parameters)
            {
                parameters = _models[number].Parameters;
                worth = ProjectWorth.Micro(data, parameters, _microPerExaflop(data.Terms.Currency));
            }

            var net = NetOf(data, number, worth);
            if (net > 0 && !kept.Exists(other => other.Net >= net && IsAsLong(other.Model, number)))
                kept.Add((number, net));
        }

        return [.. kept];
    }

    /// <summary>Offers with the time that they take at a speed of chips.</summary>
    public Candidate[] At(DataListing data, int teraflops, (int Model, long Net)[] offers) =>
    [
        .. offers.Select(offer => new Candidate(
            offer.Model, offer.Net, ProjectWorth.GpuSeconds(data, _models[offer.Model].Parameters, teraflops))),
    ];

    /// <summary>What a model comes to.</summary>
    public Candidate Of(DataListing data, int teraflops, int number) => new(
        number,
        NetOf(data, number, ProjectWorth.Micro(
            data, _models[number].Parameters, _microPerExaflop(data.Terms.Currency))),
        ProjectWorth.GpuSeconds(data, _models[number].Parameters, teraflops));

    private long NetOf(DataListing data, int number, long worth) => worth - data.AskMicro - _models[number].AskMicro;

    private bool IsBeaten(List<int> kept, int number, long parameters)
    {
        for (var index = kept.Count - 1; index >= 0 && _models[kept[index]].Parameters == parameters; index--)
        {
            if (IsAsLong(kept[index], number)) return true;
        }

        return false;
    }

    private bool IsAsLong(int wide, int narrow) =>
        _models[wide].Terms.From <= _models[narrow].Terms.From
        && _models[wide].Terms.Until >= _models[narrow].Terms.Until;

    // As text: lists have no equality of their own.
    private static string ClassOf(ModelListing model) =>
        $"{TermsOf(model)}\u001f{model.Terms.From:O}\u001f{model.Terms.Until:O}";

    private static string TermsOf(ModelListing model) => string.Join('\u001f', [
        model.Terms.Currency, string.Join('\u001e', model.Terms.Purposes), string.Join('\u001e', model.Terms.Regions),
        model.Licence, string.Join('\u001e', model.Tunings),
    ]);
}
