namespace Headroom.Sizing.Serving;

/// <summary>
/// Replicas that a history of requests needs, found by replaying it: requests are taken in the order in which they
/// came, each by the replica that is free first.
/// </summary>
public static class ServingFleet
{
    /// <summary>Most replicas that are tried.</summary>
    public const int ReplicasMax = 1 << 20;

    /// <summary>
    /// Fewest replicas with which a share of requests waits no longer than so many seconds. O(n log n log replicas).
    /// </summary>
    /// <param name="requests">Requests in the order of their times, at least one.</param>
    /// <param name="quantile">Share of requests, above 0 and at most 1.</param>
    /// <param name="waitSeconds">Longest wait of that share, at least 0.</param>
    public static int LeastReplicas(IReadOnlyList<ServedRequest> requests, double quantile, double waitSeconds)
    {
        // More replicas never make anyone wait longer, so halving finds the fewest.
        var (low, high) = (0, 1);
        while (high < ReplicasMax && WaitOf(requests, high, quantile) > waitSeconds) (low, high) = (high, high * 2);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (WaitOf(requests, middle, quantile) > waitSeconds) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>Wait in seconds that a share of requests does not exceed with so many replicas.</summary>
    public static double WaitOf(IReadOnlyList<ServedRequest> requests, int replicas, double quantile)
    {
        var free = new PriorityQueue<int, double>();
        for (var replica = 0; replica < Math.Min(replicas, requests.Count); replica++)
            free.Enqueue(replica, requests[0].At);
        var waits = new double[requests.Count];
        for (var i = 0; i < waits.Length; i++)
        {
            free.TryDequeue(out var replica, out var since);
            var start = Math.Max(since, requests[i].At);
            waits[i] = start - requests[i].At;
            free.Enqueue(replica, start + requests[i].Seconds);
        }

        Array.Sort(waits);
        return waits[Math.Clamp((int)Math.Ceiling(quantile * waits.Length) - 1, 0, waits.Length - 1)];
    }

    /// <summary>Replicas that are busy on average over the time of the history; 0 where that has no length.</summary>
    public static double MeanBusy(IReadOnlyList<ServedRequest> requests)
    {
        var span = requests[^1].At - requests[0].At;
        return span > 0 ? requests.Sum(request => request.Seconds) / span : 0;
    }
}
