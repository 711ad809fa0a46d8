using Headroom.Cluster;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>
/// The non-preemptive policies written as slowly and plainly as possible: everything is computed anew from lists at
/// every instant. The product must make the same events.
/// </summary>
internal abstract class PlainForward(History history)
{
    protected GpuFleetShape Fleet { get; } = history.Fleet;

    protected RecordedJob[] Jobs { get; } = history.InOrder();

    protected List<int> Waiting { get; } = [];

    protected List<Hold> Running { get; } = [];

    protected List<int> Done { get; } = [];

    public List<(long At, int Kind, int Order, string Nodes)> Run()
    {
        var events = new List<(long At, int Kind, int Order, string Nodes)>();
        var coming = Enumerable.Range(0, Jobs.Length)
            .Where(order => Jobs[order].GpuCount >= 1 && Jobs[order].GpuCount <= Fleet.GpuCount)
            .ToList();
        while (coming.Count + Running.Count + Waiting.Count > 0)
        {
            var now = coming.Select(order => Jobs[order].SubmittedMilliseconds)
                .Concat(Running.Select(End))
                .Concat(Wakes())
                .Min();
            foreach (var hold in Running.Where(hold => End(hold) == now).OrderBy(hold => hold.Order).ToList())
            {
                Running.Remove(hold);
                Done.Add(hold.Order);
                events.Add((now, 3, hold.Order, ""));
            }

            AfterFinishes(now);
            foreach (var order in coming.Where(order => Jobs[order].SubmittedMilliseconds == now).ToList())
            {
                coming.Remove(order);
                Waiting.Add(order);
                AfterSubmission(order, now);
            }

            while (Next(now) is var (next, nodes))
            {
                Waiting.Remove(next);
                Running.Add(new Hold(next, now, now + Estimate(next), nodes));
                events.Add((now, 1, next, string.Join(' ', nodes)));
            }
        }

        return events;
    }

    protected abstract (int Order, int[] Nodes)? Next(long now);

    protected virtual void AfterFinishes(long now)
    {
    }

    protected virtual void AfterSubmission(int order, long now)
    {
    }

    protected virtual IEnumerable<long> Wakes() => [];

    protected long Estimate(int order) =>
        Math.Max(1, Math.Max(Jobs[order].TimeLimitMilliseconds ?? 0, Jobs[order].RuntimeMilliseconds));

    protected int[] FreeAt(long time) => FreeAt(time, Running);

    protected int[] FreeAt(long time, IEnumerable<Hold> holds) =>
        [.. Enumerable.Range(0, Fleet.NodeCount).Select(node =>
            Fleet.GpusPerNode - holds.Where(hold => hold.From <= time && hold.Until > time)
                .Sum(hold => PlainYarn.Held(Jobs[hold.Order].GpuCount, hold.Nodes, node, Fleet)))];

    protected int[]? Place(int order, int[] free) => PlainYarn.Place(Jobs[order].GpuCount, free, Fleet);

    protected (int Order, int[] Nodes)? FirstThatFits(IEnumerable<int> orders, long now) =>
        orders.Select(order => (Order: order, Nodes: Place(order, FreeAt(now))))
            .Where(item => item.Nodes is not null)
            .Select(item => ((int, int[])?)(item.Order, item.Nodes!))
            .FirstOrDefault();

    private long End(Hold hold) => hold.From + Jobs[hold.Order].RuntimeMilliseconds;

    protected sealed record Hold(int Order, long From, long Until, int[] Nodes);
}

internal sealed class PlainFifo(History history) : PlainForward(history)
{
    protected override (int Order, int[] Nodes)? Next(long now) => FirstThatFits(Waiting.Take(1), now);
}

internal sealed class PlainShortestFirst(History history) : PlainForward(history)
{
    protected override (int Order, int[] Nodes)? Next(long now) =>
        FirstThatFits(
            Waiting.OrderBy(order => Math.Max(1, Jobs[order].RuntimeMilliseconds)).ThenBy(order => order), now);
}

internal sealed class PlainPredicted(History history) : PlainForward(history)
{
    protected override (int Order, int[] Nodes)? Next(long now) =>
        FirstThatFits(
            Waiting.OrderBy(order => Predicted(Jobs[order]) * Jobs[order].GpuCount).ThenBy(order => order), now);

    private long Predicted(RecordedJob job)
    {
        Func<RecordedJob, bool>[] likeness =
        [
            other => other.User == job.User && other.Name == job.Name && other.GpuCount == job.GpuCount,
            other => other.User == job.User && other.Name == job.Name,
            other => other.User == job.User,
            other => other.GpuCount == job.GpuCount,
            _ => true,
        ];
        var finished = Done.Select(order => Jobs[order]).ToList();
        var history = likeness.Select(isLike => finished.Where(isLike).ToList()).FirstOrDefault(like => like.Count > 0);
        if (history is null) return 3_600_000;

        var (average, seen) = (0L, 0);
        foreach (var other in history)
            average += (other.RuntimeMilliseconds - average) / ++seen;

        return average;
    }
}

internal sealed class PlainEasy(History history) : PlainForward(history)
{
    private (int Order, long Start, int[] Nodes)? _promise;

    protected override (int Order, int[] Nodes)? Next(long now)
    {
        if (Waiting.Count == 0) return null;
        if (FirstThatFits(Waiting.Take(1), now) is { } head) return head;

        UpdatePromise(Waiting[0]);
        var (_, start, reserved) = _promise!.Value;
        var free = FreeAt(now);
        var atStart = FreeAt(start);
        int Held(int node) => PlainYarn.Held(Jobs[Waiting[0]].GpuCount, reserved, node, Fleet);
        var spare = free.Select((count, node) => Math.Min(count, atStart[node] - Held(node))).ToArray();
        foreach (var order in Waiting.Skip(1))
        {
            if (Place(order, now + Estimate(order) <= start ? free : spare) is { } nodes) return (order, nodes);
        }

        return null;
    }

    private void UpdatePromise(int head)
    {
        var (start, nodes) = Running.Select(hold => hold.Until).Order()
            .Select(time => (time, Nodes: Place(head, FreeAt(time))))
            .First(item => item.Nodes is not null);
        if (_promise is not { } promise || promise.Order != head || start < promise.Start)
            _promise = (head, start, nodes!);
    }
}

internal sealed class PlainConservative(History history) : PlainForward(history)
{
    private readonly List<Hold> _promises = [];

    protected override IEnumerable<long> Wakes() => _promises.Select(promise => promise.From);

    protected override void AfterFinishes(long now)
    {
        bool moved;
        do
        {
            moved = false;
            foreach (var old in _promises.OrderBy(promise => promise.Order).ToList())
            {
                _promises.Remove(old);
                var earliest = Earliest(old.Order, now);
                moved |= earliest.From < old.From;
                _promises.Add(earliest.From < old.From ? earliest : old);
            }
        }
        while (moved);
    }

    protected override void AfterSubmission(int order, long now) => _promises.Add(Earliest(order, now));

    protected override (int Order, int[] Nodes)? Next(long now)
    {
        var due = _promises.Where(promise => promise.From <= now)
            .OrderBy(promise => promise.From)
            .ThenBy(promise => promise.Order)
            .FirstOrDefault();
        if (due is null) return null;

        Assert.Equal(now, due.From);
        _promises.Remove(due);
        return (due.Order, due.Nodes);
    }

    private Hold Earliest(int order, long now)
    {
        var holds = Running.Concat(_promises).ToList();
        foreach (var start in holds.Select(hold => hold.Until).Append(now).Where(time => time >= now).Order())
        {
            var until = start + Estimate(order);
            var changes = holds.SelectMany(hold => new[] { hold.From, hold.Until })
                .Where(time => time > start && time < until)
                .Append(start);
            var profiles = changes.Select(time => FreeAt(time, holds)).ToList();
            var least =
                Enumerable.Range(0, Fleet.NodeCount).Select(node => profiles.Min(profile => profile[node])).ToArray();
            if (Place(order, least) is { } nodes) return new Hold(order, start, until, nodes);
        }

        throw new InvalidOperationException("a gang that the fleet can carry always fits after everyone else");
    }
}
