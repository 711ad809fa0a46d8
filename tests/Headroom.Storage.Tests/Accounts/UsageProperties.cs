using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Storage.Accounts;
using Headroom.Storage.Keeping;
using Headroom.Storage.Tests.Databases;

namespace Headroom.Storage.Tests.Accounts;

public sealed class UsageProperties
{
    private const long Day = 86_400_000;

    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sums_are_what_the_state_held_millisecond_by_millisecond(StoreKind kind) => Written.Gen.Sample(written =>
    {
        using var store = new TestStore(kind);
        Written.To(store, written.Events, written.Ends);
        var now = written.Events.Count == 0 ? 0 : written.Events[^1].At + 10_000;

        var sums = store.Store.Usage.SumAsync(0, 1_000, now).GetAwaiter().GetResult();

        Assert.Equal(Plain(store, written.Events, now).Select(Text), sums.Select(Text));
    }, iter: Written.Times(kind, 60), threads: 2);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rollup_changes_nothing_that_a_price_depends_on(StoreKind kind) =>
        Gen.Select(Written.Gen, Gen.Long[0, 20], Gen.Int[1, 5], Gen.Long[0, 800], Gen.Long[1, 800]).Sample(
            (written, days, chunk, first, quarters) =>
            {
                using var store = new TestStore(kind);
                Written.To(store, written.Events, written.Ends);
                var now = written.Events.Count == 0 ? 0 : written.Events[^1].At + 10_000;
                var query = new UsageQuery(first * UsagePart.Quarter, (first + quarters) * UsagePart.Quarter, now);
                var before = ByQuarter(store, query);

                var time = days * Day / 4;
                var rules = new RetentionRules(now, 0, time, now) { ChunkRows = chunk };
                store.Store.Retention.ApplyAsync(store.Writer, rules).GetAwaiter().GetResult();

                Assert.Equal(before, ByQuarter(store, query));
            }, iter: Written.Times(kind, 60), threads: 2);

    private static string[] ByQuarter(TestStore store, UsageQuery query)
    {
        var sums = new SortedDictionary<(long, string, string, string), long>();
        store.Store.Usage.VisitAsync(query, part =>
        {
            var milli = part.MilliMilliseconds / (part.Ended - part.Began);
            for (var at = part.Began; at < part.Ended;)
            {
                var quarter = at / UsagePart.Quarter;
                var next = Math.Min(part.Ended, (quarter + 1) * UsagePart.Quarter);
                var key = (quarter, part.Tenant, part.Resource, part.Region);
                var amount = part.Job is null ? part.MilliMilliseconds : (next - at) * milli;
                sums[key] = sums.GetValueOrDefault(key) + amount;
                at = next;
            }
        }).GetAwaiter().GetResult();
        return [.. sums.Select(sum => sum.ToString())];
    }

    // Between two events nothing changes: what every running job holds is counted for as long as that, day by day.
    private static IEnumerable<UsageSum> Plain(TestStore store, IReadOnlyList<ClusterEvent> events, long now)
    {
        var (state, sums) = (new ClusterState(store.Fleet), new SortedDictionary<(long, string, string), long>());
        for (var index = 0; index < events.Count; index++)
        {
            state.Apply(events[index]);
            var next = index + 1 < events.Count ? events[index + 1].At : now;
            foreach (var job in state.Queues.SelectMany(queue => queue.Running))
            {
                for (var at = events[index].At; at < next;)
                {
                    var until = Math.Min(next, (at / Day + 1) * Day);
                    var key = (at / Day, $"t{job.Job.Id.Value % 2}", state.Resources[job.Resource]);
                    sums[key] = sums.GetValueOrDefault(key) + (until - at) * job.MilliHeld;
                    at = until;
                }
            }
        }

        return sums.Where(sum => sum.Value > 0)
            .Select(sum => new UsageSum(sum.Key.Item1, sum.Key.Item2, sum.Key.Item3, sum.Value))
            .OrderBy(sum => sum.Day)
            .ThenBy(sum => sum.Tenant, StringComparer.Ordinal)
            .ThenBy(sum => sum.Resource, StringComparer.Ordinal);
    }

    private static string Text(UsageSum sum) => sum.ToString();
}
