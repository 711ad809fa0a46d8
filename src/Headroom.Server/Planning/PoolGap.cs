using Headroom.Capacity.Forecasting;
using Headroom.Capacity.Ladder;
using Headroom.Client.Planning;
using Headroom.Server.Loop;
using Headroom.Server.Policies;
using Headroom.Storage;

namespace Headroom.Server.Planning;

/// <summary>The gap of the pool over its own last days.</summary>
internal sealed class PoolGap(Store store, ControlLoop loop, PolicyTrial trial, TimeProvider time)
{
    private const long MillisecondsAnHour = 3_600_000;
    private const int HoursADay = 24;

    /// <summary>Measures it.</summary>
    /// <exception cref="Refusal">The pool has no accelerators, or is busy.</exception>
    public async Task<GapView> MeasureAsync(GapFilter filter, CancellationToken cancellation)
    {
        var (tree, fleet, statuses) = await loop.DoAsync(turn => (
            turn.State.Tree, turn.State.Cluster.Fleet,
            Enumerable.Range(0, turn.State.Cluster.Fleet.Nodes.Count).Select(turn.State.Cluster.StatusOf).ToArray()));
        if (fleet.Nodes.Sum(node => node.GpuCount) == 0)
        {
            throw new Refusal(
                RefusalKind.Conflict, "This pool has no accelerators", "the gap is counted in hours of accelerators");
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var hours = await HoursAsync((filter.Days ?? GapQuestion.DaysUsual) * HoursADay, now, cancellation);
        var from = now - hours * MillisecondsAnHour;
        var past = await PastDemand.ReadAsync(store, tree, from, now, cancellation);
        var inService = ServiceTime.ShareOf(fleet, statuses, past.NodeChanges, from, now);
        var ladder = GapLadder.Measure(past.Demand, SupplyParts.Of(fleet, inService, filter), hours);
        var view = GapViews.Of(ladder, from, now, filter);
        return view with
        {
            Share = filter.Share ? await trial.FreedGpuHoursAsync(cancellation) : null,
            Ahead = await AheadAsync(ladder, filter.Ahead ?? GapQuestion.AheadUsual, cancellation),
        };
    }

    // A pool that is younger than what is asked for has as many hours as it is old.
    private async Task<int> HoursAsync(int asked, long now, CancellationToken cancellation)
    {
        var first = await store.Events.AfterAsync(0, 1, cancellation);
        var since = first is [{ Event.At: var at }, ..] ? at : now;
        return (int)Math.Clamp((now - since + MillisecondsAnHour - 1) / MillisecondsAnHour, 1, asked);
    }

    private static async Task<ForecastView?> AheadAsync(GapLadder ladder, int ahead, CancellationToken cancellation)
    {
        if (ahead == 0) return null;

        var demand = ladder.Hours.Select(hour => hour.Demand).ToArray();
        var request = new ForecastRequest { Horizon = ahead, Season = HoursADay };
        var forecast = await Task.Run(() => SeriesForecast.Make(demand, request), cancellation);
        return ForecastAnswers.Of("demand", forecast, request.Quantiles);
    }
}
