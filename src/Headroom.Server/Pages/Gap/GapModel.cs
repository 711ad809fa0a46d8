using System.Globalization;
using Headroom.Client.Planning;
using Headroom.Server.Pages.Charts;

namespace Headroom.Server.Pages.Gap;

/// <summary>What the page of the gap shows.</summary>
/// <param name="Filter">What was asked.</param>
/// <param name="View">The gap; null where it was refused.</param>
public sealed record GapModel(GapFilter Filter, GapView? View)
{
    /// <summary>Why it was refused, and what to do; null where it was not.</summary>
    public (string Sentence, string Remedy)? Fault { get; init; }

    /// <summary>The call that says the same.</summary>
    public string Call
    {
        get
        {
            var query = QueryString.Create(new (string Key, string? Value)[]
            {
                ("days", Text(Filter.Days)), ("busy", Text(Filter.Busy)), ("mfu", Text(Filter.Mfu)),
                ("lead_months", Text(Filter.LeadMonths)), ("doubling_months", Text(Filter.DoublingMonths)),
                ("share", Filter.Share ? "true" : null),
            }.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
            return $"GET /api/v1/gap{query}";
        }
    }

    /// <summary>A number as a field has it; null for none.</summary>
    public static string? Text(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Demand and what runs by hour, with what is expected to come after.</summary>
    public static (IReadOnlyList<long> Moments, IReadOnlyList<double> Demand, IReadOnlyList<double> Running) ByHour(
        GapView view) =>
    (
        [.. view.Hours.Select(hour => hour.At)],
        [.. view.Hours.Select(hour => hour.Running + hour.Pending + hour.Refused)],
        [.. view.Hours.Select(hour => hour.Running)]
    );

    /// <summary>Lines of what comes: the expected demand, and the quantile at its upper end.</summary>
    public static IReadOnlyList<Series> Ahead(ForecastView ahead, string expected, string most) =>
    [
        new Series(most, "l8", ahead.Quantiles.Count > 0 ? ahead.Quantiles[^1].Values : ahead.Point),
        new Series(expected, "l2", ahead.Point),
    ];
}
