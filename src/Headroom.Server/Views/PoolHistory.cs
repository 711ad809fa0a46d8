using Headroom.Cluster.Events;
using Headroom.Server.Access;

namespace Headroom.Server.Views;

/// <summary>What the pool was used for at one moment. Amounts are thousandths of accelerators.</summary>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="InService">Of nodes that take work.</param>
/// <param name="Tenants">By tenant, in the order of the policy.</param>
internal sealed record PoolSample(long At, long InService, IReadOnlyList<TenantSample> Tenants)
{
    public static PoolSample Of(PoolSnapshot pool)
    {
        var inService = 0L;
        for (var node = 0; node < pool.Statuses.Count; node++)
        {
            if (pool.Statuses[node] == NodeStatus.InService) inService += pool.Fleet.Nodes[node].GpuMilli;
        }

        return new PoolSample(
            pool.At,
            inService,
            [
                .. pool.Queues.Where(queue => queue.Depth == 1).Select(queue => new TenantSample(
                    queue.Name, queue.Used.AsSpan(0, pool.Resources.ChipModelCount).ToArray().Sum(),
                    queue.WaitingGpuMilli)),
            ]);
    }

    public long UsedBy(string tenant) => Tenants.FirstOrDefault(known => known.Name == tenant)?.Used ?? 0;

    public long Allocated(Bearer bearer) => Seen(bearer).Sum(tenant => tenant.Used);

    public long Demand(Bearer bearer) => Seen(bearer).Sum(tenant => tenant.Used + tenant.Waiting);

    private IEnumerable<TenantSample> Seen(Bearer bearer) => Tenants.Where(tenant => bearer.Sees(tenant.Name));
}

/// <summary>What one tenant held and waited for.</summary>
internal sealed record TenantSample(string Name, long Used, long Waiting);

/// <summary>
/// Samples of the last hour, one every ten seconds, and of the last day, one every five minutes. In memory only: a
/// restart begins anew. Thread-safe.
/// </summary>
internal sealed class PoolHistory
{
    private const int FineMax = 360;
    private const int CoarseMax = 288;
    private const long CoarseMilliseconds = 300_000;
    private const long HourMilliseconds = 3_600_000;

    private readonly Lock _lock = new();
    private readonly Queue<PoolSample> _fine = [];
    private readonly Queue<PoolSample> _coarse = [];
    private long _coarseFrom;

    public void Add(PoolSample sample)
    {
        lock (_lock)
        {
            _fine.Enqueue(sample);
            if (_fine.Count > FineMax) _fine.Dequeue();
            if (sample.At < _coarseFrom) return;

            _coarse.Enqueue(sample);
            if (_coarse.Count > CoarseMax) _coarse.Dequeue();
            _coarseFrom = sample.At + CoarseMilliseconds;
        }
    }

    /// <summary>The last hour, the oldest first.</summary>
    public IReadOnlyList<PoolSample> Hour
    {
        get
        {
            lock (_lock) return [.. _fine.Where(sample => sample.At > _fine.Last().At - HourMilliseconds)];
        }
    }

    /// <summary>The last day and what has come since its last sample, the oldest first, thinned out.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<PoolSample> Recent(int most)
    {
        lock (_lock)
        {
            // A pool that has just begun has more to show of minutes than of hours.
            var all = _coarse.Count < _fine.Count / 4 ? _fine.ToArray() : _coarse.ToArray();
            var step = 1 + all.Length / (most + 1);
            return [.. all.Where((_, index) => (all.Length - 1 - index) % step == 0)];
        }
    }
}
