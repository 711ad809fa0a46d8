namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>
/// Who stands below whom, as far as the names tell. Built by following each queue up to one that is known already, so
/// every queue is visited once and no nesting is too deep for it.
/// </summary>
internal sealed class ParentGraph
{
    private const int None = -1;
    private const int Unknown = -2;
    private const int Walking = -1;
    private const int CycleNamesMax = SharingPolicy.DepthMax;

    // Each looks at the names of all queues.
    private const int SuggestionsMax = 20;

    private readonly IReadOnlyList<QueueDefinition> _queues;
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);
    private readonly int[] _parents;
    private readonly int[] _depths;
    private readonly List<int>?[] _cycles;
    private int _suggestions;

    /// <summary>The graph of queues, any of which may be missing or at fault.</summary>
    public ParentGraph(IReadOnlyList<QueueDefinition> queues)
    {
        _queues = queues;
        _parents = new int[queues.Count];
        _depths = new int[queues.Count];
        _cycles = new List<int>?[queues.Count];
        for (var index = 0; index < queues.Count; index++)
        {
            if (queues[index]?.Name is { Length: > 0 } name) _first.TryAdd(name, index);
        }

        for (var index = 0; index < queues.Count; index++)
        {
            _parents[index] = queues[index]?.Parent is { Length: > 0 } parent
                ? _first.GetValueOrDefault(parent, Unknown)
                : None;
        }

        for (var index = 0; index < queues.Count; index++)
        {
            if (_depths[index] == 0) Walk(index);
        }
    }

    /// <summary>First queue of this name; -1 when there is none.</summary>
    public int FirstOf(string name) => _first.GetValueOrDefault(name, -1);

    /// <summary>Queue directly above; -1 when there is none or it is not known.</summary>
    public int ParentOf(int queue) => Math.Max(_parents[queue], None);

    /// <summary>All queues that no cycle is above, those below before those above.</summary>
    public int[] InnerFirst()
    {
        var indexes = Enumerable.Range(0, _depths.Length).Where(index => _depths[index] > 0).ToArray();
        Array.Sort(indexes, (first, second) => _depths[second] != _depths[first]
            ? _depths[second].CompareTo(_depths[first])
            : first.CompareTo(second));
        return indexes;
    }

    /// <summary>
    /// Finds the fault of a queue's parent: a circle at its first queue, and too deep a path at the first level that is
    /// too many.
    /// </summary>
    public void FindIn(int queue, string key, SpecificationFaults faults)
    {
        var parent = _queues[queue].Parent;
        if (parent is null)
        {
            faults.Add(key, "the parent is missing", "leave it empty for a queue that stands directly below the fleet");
        }
        else if (_parents[queue] == Unknown)
        {
            var nearest = _suggestions++ < SuggestionsMax ? NearestName.Of(parent, Names()) : null;
            faults.Add(
                key,
                $"there is no queue {SpecificationFault.Quote(parent)}",
                nearest is null ? "name a queue of this policy, or remove the parent" : $"did you mean {nearest}");
        }
        else if (_cycles[queue] is { } cycle)
        {
            faults.Add(key, $"the parents go round in a circle: {Shown(cycle)}", "let one of them have another parent");
        }
        else if (_depths[queue] == SharingPolicy.DepthMax + 1)
        {
            faults.Add(
                key,
                $"the queue is {SharingPolicy.DepthMax + 1} levels below the fleet, and {SharingPolicy.DepthMax} are the most",
                "leave out levels above it");
        }
    }

    private void Walk(int start)
    {
        var path = new List<int>();
        var at = start;
        while (at >= 0 && _depths[at] == 0)
        {
            _depths[at] = Walking;
            path.Add(at);
            at = _parents[at];
        }

        // Depths of what is in or below a circle stay as they are while walking: below zero.
        var isEndless = at >= 0 && _depths[at] == Walking;
        if (isEndless && path.IndexOf(at) is >= 0 and var begin) KeepCycle(path[begin..]);
        var depth = at >= 0 ? _depths[at] : 0;
        for (var i = path.Count - 1; i >= 0 && !isEndless; i--) _depths[path[i]] = ++depth;
    }

    // From the queue that the policy names first.
    private void KeepCycle(List<int> cycle)
    {
        var first = cycle.IndexOf(cycle.Min());
        _cycles[cycle[first]] = [.. cycle[first..], .. cycle[..first]];
    }

    private string Shown(List<int> cycle)
    {
        var names = cycle.Take(CycleNamesMax).Select(queue => SpecificationFault.Cut(_queues[queue].Name));
        var shown = string.Join(", ", names);
        return cycle.Count <= CycleNamesMax
            ? $"{shown}, {SpecificationFault.Cut(_queues[cycle[0]].Name)}"
            : $"{shown} and {cycle.Count - CycleNamesMax} more";
    }

    private IEnumerable<string> Names() =>
        _queues.Where(queue => queue?.Name is not null).Select(queue => queue.Name);
}
