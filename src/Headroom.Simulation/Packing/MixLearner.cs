using Headroom.Cluster;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Workloads;

namespace Headroom.Simulation.Packing;

/// <summary>Tells a policy what the workload is made of: all at once, or as it arrives.</summary>
internal sealed class MixLearner
{
    // Learning costs a new score for every node. Each lesson waits for an eighth more arrivals than the last one saw.
    private const int FirstLesson = 4;
    private const int Growth = 8;

    private readonly ILearningPolicy? _policy;
    private readonly Dictionary<TaskRequest, int> _indexes = [];
    private readonly List<RequestCount> _counts = [];
    private long _seen;
    private long _nextLesson = long.MaxValue;

    public MixLearner(IPlacementPolicy policy, MixSource source, IReadOnlyCollection<RequestCount> trace)
    {
        _policy = policy as ILearningPolicy;
        if (source == MixSource.Arrivals) _nextLesson = FirstLesson;
        else _policy?.Learn(trace);
    }

    /// <summary>Takes note of an arrival.</summary>
    public void See(TaskRequest request)
    {
        if (_policy is null || _nextLesson == long.MaxValue) return;

        Count(request);
        if (++_seen < _nextLesson) return;

        _policy.Learn(_counts);
        _nextLesson = _seen + Math.Max(FirstLesson, _seen / Growth);
    }

    private void Count(TaskRequest request)
    {
        if (!_indexes.TryGetValue(request, out var index))
        {
            _indexes.Add(request, index = _counts.Count);
            _counts.Add(new RequestCount(request, 0));
        }

        _counts[index] = _counts[index] with { Count = _counts[index].Count + 1 };
    }
}
