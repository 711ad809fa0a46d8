namespace Headroom.Simulation.Queueing;

/// <summary>
/// The earliest group of predicted ends. Groups are formed in the order of the running jobs: a job joins the first
/// group whose time is close to its own, else opens one with its own time.
/// </summary>
/// <remarks>
/// Hot path: formed anew at every event. Only ends that are linked to the smallest one by a chain of close times can
/// matter, so the groups are formed among those alone.
/// </remarks>
internal sealed class EndGroup
{
    private readonly List<double> _times = [];
    private readonly List<(int Order, double End, int Group)> _linked = [];
    private readonly List<int> _members = [];

    /// <summary>Time of the earliest group; infinity when nothing runs.</summary>
    public double Time { get; private set; } = double.PositiveInfinity;

    /// <summary>Orders of its jobs.</summary>
    public List<int> Members => _members;

    /// <summary>Forms the group from the running jobs, in order, and their predicted ends by job.</summary>
    public void Form(List<int> running, double[] ends)
    {
        _members.Clear();
        Time = double.PositiveInfinity;
        if (running.Count == 0) return;

        Assign(running, ends, LastLinked(running, ends));
        var earliest = 0;
        for (var group = 1; group < _times.Count; group++)
        {
            if (_times[group] < _times[earliest]) earliest = group;
        }

        Time = _times[earliest];
        foreach (var (order, _, group) in _linked)
        {
            if (group == earliest) _members.Add(order);
        }
    }

    private static double LastLinked(List<int> running, double[] ends)
    {
        var last = double.PositiveInfinity;
        foreach (var order in running) last = Math.Min(last, ends[order]);

        while (true)
        {
            var (limit, furthest) = (CloseTimes.Beyond(last), last);
            foreach (var order in running)
            {
                if (ends[order] <= limit) furthest = Math.Max(furthest, ends[order]);
            }

            if (furthest == last) return last;
            last = furthest;
        }
    }

    private void Assign(List<int> running, double[] ends, double lastLinked)
    {
        _times.Clear();
        _linked.Clear();
        foreach (var order in running)
        {
            var end = ends[order];
            if (end > lastLinked) continue;

            var group = 0;
            while (group < _times.Count && !CloseTimes.AreClose(end, _times[group])) group++;
            if (group == _times.Count) _times.Add(end);
            _linked.Add((order, end, group));
        }
    }
}
