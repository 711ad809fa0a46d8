using System.Numerics;

namespace Headroom.Scheduling.Queueing;

/// <summary>
/// Waiting jobs of one size in order of submission, with the question that backfill asks: which is the first whose
/// estimate is at most so long? A tree of smallest estimates over the order answers in O(log n).
/// </summary>
internal sealed class WaitingLine(int gpuCount)
{
    private const long Gone = long.MaxValue;
    private const int CapacityMin = 16;

    // The estimate of jobs[p] is _shortest[capacity + p]; each parent is the smaller of its children.
    private QueuedJob[] _jobs = new QueuedJob[CapacityMin];
    private long[] _shortest = NewTree(CapacityMin);
    private int _end;

    public int GpuCount { get; } = gpuCount;

    public int Count { get; private set; }

    public void Append(in QueuedJob job)
    {
        if (_end == _jobs.Length) Compact();
        _jobs[_end] = job;
        Set(_end++, job.EstimateMilliseconds);
        Count++;
    }

    /// <summary>
    /// First waiting job with an estimate of at most <paramref name="estimateMax"/>; false when there is none.
    /// </summary>
    public bool TryFirst(long estimateMax, out QueuedJob job, out int position)
    {
        job = default;
        position = -1;
        if (Count == 0 || _shortest[1] > estimateMax) return false;

        var at = 1;
        while (at < _jobs.Length)
            at = _shortest[2 * at] <= estimateMax ? 2 * at : (2 * at) + 1;

        position = at - _jobs.Length;
        job = _jobs[position];
        return true;
    }

    /// <summary>
    /// Takes out the job at a position told by <see cref="TryFirst"/> since the last <see cref="Append"/>.
    /// </summary>
    public void RemoveAt(int position)
    {
        Set(position, Gone);
        Count--;
    }

    private void Set(int position, long estimate)
    {
        var at = _jobs.Length + position;
        _shortest[at] = estimate;
        for (at >>= 1; at > 0; at >>= 1)
        {
            var shortest = Math.Min(_shortest[2 * at], _shortest[(2 * at) + 1]);
            if (_shortest[at] == shortest) break;
            _shortest[at] = shortest;
        }
    }

    // Jobs that left keep their place until the line is full; then the others close up, into room for twice as many.
    private void Compact()
    {
        var (jobs, shortest) = (_jobs, _shortest);
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(CapacityMin, 2 * Count));
        (_jobs, _shortest, _end) = (new QueuedJob[capacity], NewTree(capacity), 0);
        for (var position = 0; position < jobs.Length; position++)
        {
            if (shortest[jobs.Length + position] == Gone) continue;
            _jobs[_end] = jobs[position];
            _shortest[capacity + _end++] = jobs[position].EstimateMilliseconds;
        }

        for (var parent = capacity - 1; parent > 0; parent--)
            _shortest[parent] = Math.Min(_shortest[2 * parent], _shortest[(2 * parent) + 1]);
    }

    private static long[] NewTree(int capacity)
    {
        var tree = new long[2 * capacity];
        Array.Fill(tree, Gone);
        return tree;
    }
}
