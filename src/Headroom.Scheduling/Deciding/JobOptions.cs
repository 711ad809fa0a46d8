using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Options;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Reservations;

namespace Headroom.Scheduling.Deciding;

/// <summary>What would do for each job, best first, remembered for jobs that ask for the same.</summary>
/// <param name="cycle">The cycle.</param>
/// <param name="places">Chip models and regions by cost.</param>
internal sealed class JobOptions(Cycle cycle, PlacementOptions places)
{
    private readonly Dictionary<(int Shape, long Runtime), JobOption[]> _known = [];

    /// <summary>Ways to run a job, cheapest first; empty when there is none.</summary>
    public IReadOnlyList<JobOption> Of(JobEntry job)
    {
        var runtime = RuntimeOf(job);
        if (!_known.TryGetValue((job.ShapeIndex, runtime), out var options))
        {
            options = [.. places.Of(job, runtime).Select(place => new JobOption(
                place.Resource, place.Part, cycle.Room.FitOf(job.ShapeIndex, place.Resource)!.Value))];
            _known.Add((job.ShapeIndex, runtime), options);
        }

        return options;
    }

    /// <summary>Whether a job that can wait had better wait; null when it had not.</summary>
    public Hold? HoldOf(JobEntry job)
    {
        if (job.Job.StartByMilliseconds is null) return null;

        var start = CheaperHour.StartOf(places, job, RuntimeOf(job));
        return start > cycle.Now ? new Hold(HoldReason.WaitingForCheaperHour) { Until = start } : null;
    }

    private long RuntimeOf(JobEntry job) => Math.Clamp(
        ExpectedEnd.LimitOf(job.Job, cycle.Tree.Policy.Planning), 1, RecordedJob.MillisecondsMax);
}
