using Headroom.Capacity.Forecasting;
using Headroom.Cli.Outcome;
using Headroom.Traces.Series;

namespace Headroom.Cli.Capacity;

/// <summary>Series whose ids are paths, such as site/pool/tenant: the totals of every level are series too.</summary>
internal static class SeriesHierarchy
{
    private const char Separator = '/';
    private const string Everything = "total";

    // The matrix grows with the square of the series.
    private const int SeriesMost = 1_000;

    /// <summary>The leaves, followed by the totals of every branch and of all.</summary>
    public static IReadOnlyList<RecordedSeries> WithTotals(IReadOnlyList<RecordedSeries> leaves)
    {
        var length = leaves[0].Values.Count;
        if (leaves.FirstOrDefault(leaf => leaf.Values.Count != length) is { } odd)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"--hierarchy: '{odd.Id}' has {odd.Values.Count} values and "
                + $"'{leaves[0].Id}' {length}; give all series the same times.");
        }

        return [.. leaves, .. Branches(leaves).Select(branch => Sum(branch.Name, branch.Leaves, leaves))];
    }

    /// <summary>Forecasts in the order of <see cref="WithTotals"/>, changed so that they add up.</summary>
    public static IReadOnlyList<Forecast> Reconciled(
        IReadOnlyList<RecordedSeries> all, IReadOnlyList<Forecast> forecasts)
    {
        var ids = all.Select(one => one.Id).ToHashSet();
        var leaves = all.Where(one => !IsTotal(one.Id, ids)).ToArray();
        var leavesOf = Branches(leaves).Select(branch => branch.Leaves).ToArray();
        var variances = forecasts.Select((forecast, i) => Variance(forecast, all[i])).ToArray();
        var covariance = Covariance(forecasts);
        var points = forecasts.Select(forecast => forecast.Point.ToArray()).ToArray();
        for (var step = 0; step < points[0].Length; step++)
        {
            double[] said = [.. points.Select(point => point[step])];
            var values = covariance is null
                ? Reconciliation.Reconcile(said, variances, leavesOf)
                : Reconciliation.Reconcile(said, covariance, leavesOf);
            for (var i = 0; i < values.Length; i++) points[i][step] = values[i];
        }

        return [.. forecasts.Select((forecast, i) => Moved(forecast, points[i]))];
    }

    private static bool IsTotal(string id, HashSet<string> ids) =>
        id == Everything || ids.Any(other => other.StartsWith(id + Separator, StringComparison.Ordinal));

    private static List<(string Name, IReadOnlyList<int> Leaves)> Branches(IReadOnlyList<RecordedSeries> leaves)
    {
        var branches = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < leaves.Count; i++)
        {
            var parts = leaves[i].Id.Split(Separator);
            for (var depth = 1; depth < parts.Length; depth++)
            {
                var name = string.Join(Separator, parts[..depth]);
                if (!branches.TryGetValue(name, out var members)) branches[name] = members = [];
                members.Add(i);
            }
        }

        return
        [
            .. branches.Select(branch => (branch.Key, (IReadOnlyList<int>)branch.Value)),
            (Everything, [.. Enumerable.Range(0, leaves.Count)]),
        ];
    }

    private static RecordedSeries Sum(string name, IReadOnlyList<int> members, IReadOnlyList<RecordedSeries> leaves)
    {
        var sum = new double[leaves[0].Values.Count];
        foreach (var member in members)
        {
            for (var i = 0; i < sum.Length; i++) sum[i] += leaves[member].Values[i];
        }

        return new RecordedSeries(name, sum)
        {
            Step = leaves[0].Step,
            FilledCount = members.Max(member => leaves[member].FilledCount),
        };
    }

    // Of the errors at the same origins; null where series are too short to have enough, or runs away.
    private static double[,]? Covariance(IReadOnlyList<Forecast> forecasts)
    {
        const int ErrorsLeast = 8;
        var count = forecasts[0].Errors.Count;
        return count >= ErrorsLeast && forecasts.Count <= SeriesMost
            && forecasts.All(forecast => forecast.Errors.Count == count && forecast.Errors.All(double.IsFinite))
            ? ErrorCovariance.Shrunk([.. forecasts.Select(forecast => forecast.Errors)])
            : null;
    }

    // Of the error over the rolling origins: MASE times what it is scaled by.
    private static double Variance(Forecast forecast, RecordedSeries series)
    {
        var error = (forecast.Mase ?? 1) * Headroom.Capacity.Accuracy.Errors.Scale(series.Values.ToArray(), 1);
        return error * error;
    }

    private static Forecast Moved(Forecast forecast, double[] point) => forecast with
    {
        Point = point,
        Quantiles =
        [
            .. forecast.Quantiles.Select(values =>
                (IReadOnlyList<double>)[.. values.Select((value, step) => value + point[step] - forecast.Point[step])]),
        ],
    };
}
