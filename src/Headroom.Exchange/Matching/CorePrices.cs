namespace Headroom.Exchange.Matching;

/// <summary>What each copy of data and each slot of compute gains beyond what it asks, in millionths.</summary>
/// <param name="Data">By data.</param>
/// <param name="Compute">By compute.</param>
internal sealed record Gains(long[] Data, long[] Compute);

/// <summary>
/// Gains at which nobody does better with someone else: the solutions of the dual of the assignment, which are the core
/// of the game (Shapley and Shubik, "The assignment game I: the core", 1971). They are bounds on differences, so that
/// shortest paths find the ends that are best for data and best for compute; half-way between them lies the fair
/// division point (Thompson 1981). Rounded down it still keeps every bound, as the solutions in whole numbers are an
/// L-natural-convex set (Murota, "Discrete convex analysis", 2003).
/// </summary>
internal sealed class CorePrices
{
    private readonly int _data;
    private readonly int _root;
    private readonly List<(int From, int To, long Most)> _bounds = [];

    /// <summary>Takes pairs of which the made ones are of greatest worth.</summary>
    public CorePrices(IReadOnlyList<Pair> pairs, bool[] isMade, int[] copies, int[] slots)
    {
        (_data, _root) = (copies.Length, copies.Length + slots.Length);
        var (freeCopies, freeSlots) = ((int[])copies.Clone(), (int[])slots.Clone());
        for (var index = 0; index < pairs.Count; index++)
        {
            // The variable of compute is its gain below zero, so that all bounds are on differences.
            var (pair, compute) = (pairs[index], _data + pairs[index].Compute);

            // Together at least what they would get from each other; who is made gets no more than there is.
            if (!isMade[index] || copies[pair.Data] == 1 || slots[pair.Compute] == 1)
                _bounds.Add((pair.Data, compute, -pair.Surplus));
            if (!isMade[index]) continue;

            _bounds.Add((compute, pair.Data, pair.Surplus));
            freeCopies[pair.Data]--;
            freeSlots[pair.Compute]--;
        }

        // No gain is below zero, and what is left over gains nothing.
        for (var data = 0; data < copies.Length; data++)
        {
            _bounds.Add((data, _root, 0));
            if (freeCopies[data] > 0) _bounds.Add((_root, data, 0));
        }

        for (var compute = 0; compute < slots.Length; compute++)
        {
            _bounds.Add((_root, _data + compute, 0));
            if (freeSlots[compute] > 0) _bounds.Add((_data + compute, _root, 0));
        }
    }

    /// <summary>The end that is best for data and the one that is best for compute.</summary>
    public (Gains ForData, Gains ForCompute) Ends()
    {
        var most = Distances(_bounds);
        var least = Distances([.. _bounds.Select(bound => (bound.To, bound.From, bound.Most))]);
        return (Of(most), Of([.. least.Select(distance => -distance)]));
    }

    /// <summary>Half-way between two solutions.</summary>
    public static Gains Middle(Gains one, Gains other) => new(
        [.. one.Data.Zip(other.Data, (left, right) => (left + right) >> 1)],
        [.. one.Compute.Zip(other.Compute, (left, right) => -((-left - right) >> 1))]);

    private Gains Of(long[] values) => new(values[.._data], [.. values[_data.._root].Select(value => -value)]);

    // Bellman and Ford's, with a queue of those whose distance fell; bounds of a matching that is best have no cycle
    // below zero, so that it ends.
    private long[] Distances(List<(int From, int To, long Most)> bounds)
    {
        var starts = new int[_root + 2];
        foreach (var bound in bounds) starts[bound.From + 1]++;
        for (var node = 0; node <= _root; node++) starts[node + 1] += starts[node];

        var (next, edges) = ((int[])starts.Clone(), new (int To, long Most)[bounds.Count]);
        foreach (var (from, to, most) in bounds) edges[next[from]++] = (to, most);

        var distances = new long[_root + 1];
        Array.Fill(distances, long.MaxValue);
        var (queue, isQueued) = (new Queue<int>(), new bool[_root + 1]);
        distances[_root] = 0;
        queue.Enqueue(_root);
        while (queue.TryDequeue(out var node))
        {
            isQueued[node] = false;
            for (var edge = starts[node]; edge < starts[node + 1]; edge++)
            {
                var (to, most) = edges[edge];
                if (distances[node] + most >= distances[to]) continue;
                if (to == _root) throw new InvalidOperationException("the pairs that were made are not of greatest worth");

                distances[to] = distances[node] + most;
                if (isQueued[to]) continue;

                isQueued[to] = true;
                queue.Enqueue(to);
            }
        }

        return distances;
    }
}
