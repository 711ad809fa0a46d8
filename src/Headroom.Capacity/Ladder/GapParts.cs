namespace Headroom.Capacity.Ladder;

/// <summary>Adds up demand by the name of a part, and by hour where its supply is known.</summary>
/// <param name="hours">Hours of the history.</param>
/// <param name="supplies">Accelerators in service by part; empty where they are not told apart.</param>
internal sealed class GapParts(int hours, IReadOnlyList<GapSupplyPart> supplies)
{
    private readonly SortedDictionary<string, GapHour> _sums = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HourlyMeans> _hours = new(StringComparer.Ordinal);

    public void Add(string? part, in DemandedJob job, GapHour asked)
    {
        var name = part ?? "";
        _sums[name] = _sums.GetValueOrDefault(name) + asked;
        if (supplies.Count == 0) return;

        if (!_hours.TryGetValue(name, out var means)) _hours[name] = means = new HourlyMeans(hours);
        var end = Math.Min(Math.Max(job.EndedHours, job.StartedHours + job.RefusedHours), hours);
        means.Add(job.SubmittedHours, end, job.Gpus);
    }

    /// <summary>All parts that have demand or supply, those of most demand first and then by name.</summary>
    /// <param name="inService">Share of each part's accelerators that is in service.</param>
    public IReadOnlyList<GapPart> ToList(double inService)
    {
        foreach (var supply in supplies) _sums.TryAdd(supply.Name, default);
        return
        [
            .. _sums.Select(one => Part(one.Key, one.Value, inService)).OrderByDescending(part => part.Demand.Demand),
        ];
    }

    private GapPart Part(string name, GapHour demand, double inService)
    {
        if (supplies.FirstOrDefault(one => one.Name == name) is not { } supply) return new GapPart(name, demand);

        var gpus = supply.Gpus * inService;
        return new GapPart(name, demand)
        {
            InService = gpus * hours,
            Gap = _hours.TryGetValue(name, out var means) ? means.ToArray().Sum(asked => Math.Max(0, asked - gpus)) : 0,
        };
    }
}
