using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>Starts a job where it fits best now, or says why it does not start.</summary>
/// <param name="cycle">The cycle.</param>
/// <param name="holds">Writes down reasons.</param>
internal sealed class StartAttempt(Cycle cycle, Holds holds)
{
    private readonly Dictionary<(int Shape, int Resource), Hold> _tooLarge = [];

    // Room only shrinks during a cycle: what has found none for a shape finds none for the next job of it. What is
    // reserved is in the way of jobs that end as late or later.
    private readonly Dictionary<(int Shape, int Resource, int Part), (Shortage Shortage, long EndsAt)> _noRoom = [];

    /// <summary>
    /// Null when the job starts; otherwise the reason of the option that comes nearest to a start, the best of equals.
    /// </summary>
    public Hold? TryStart(JobEntry job, int queue) => TryStart(job, queue, _ => true);

    /// <inheritdoc cref="TryStart(JobEntry, int)"/>
    /// <param name="job">The job.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="isOffered">Whether it may start in one of its ways now.</param>
    public Hold? TryStart(JobEntry job, int queue, Func<JobOption, bool> isOffered)
    {
        cycle.Steps++;
        Hold? nearest = null;
        foreach (var option in cycle.OptionsOf(job))
        {
            if (!isOffered(option)) continue;

            var hold = TryStart(job, queue, option);
            if (hold is null) return null;
            if (nearest is null || Nearness(hold.Reason) > Nearness(nearest.Reason)) nearest = hold;
        }

        return nearest ?? WithoutOption(job);
    }

    /// <summary>Whether the job would start in the empty fleet.</summary>
    public bool MayEverStart(JobEntry job, int queue) => NeverStarts(job, queue) is null;

    /// <summary>
    /// Why the job would not start even in the empty fleet, by the option that comes nearest; null when it would.
    /// </summary>
    public Hold? NeverStarts(JobEntry job, int queue)
    {
        Hold? nearest = null;
        foreach (var option in cycle.OptionsOf(job))
        {
            if (HoldForever(job, queue, option) is not { } hold) return null;
            if (nearest is null || Nearness(hold.Reason) > Nearness(nearest.Reason)) nearest = hold;
        }

        return nearest ?? WithoutOption(job);
    }

    private Hold? HoldForever(JobEntry job, int queue, JobOption option)
    {
        var least = job.Job.Shape.TaskCountLeast;
        var demand = option.DemandOf(least);
        return cycle.Room.MostTasks(job.ShapeIndex, option.Resource, option.Part) < least
            ? TooLarge(job.ShapeIndex, demand)
            : holds.OfLimit(job, queue, demand);
    }

    // Where it may run, its tasks cannot be: mostly it names chip models that the fleet has not.
    private Hold WithoutOption(JobEntry job)
    {
        var kind = (job.ShapeIndex, Resource: -1);
        if (!_tooLarge.TryGetValue(kind, out var hold))
        {
            var shape = job.Job.Shape;
            hold = new Hold(HoldReason.NeverFits);
            if (shape.GpuCount > 0 && shape.Chips.Count > 0)
            {
                hold = hold with
                {
                    Resource = shape.Chips[0].Model,
                    AskedMilli = (long)shape.TaskCountLeast * shape.GpuCount * shape.GpuMilli,
                };
            }

            _tooLarge.Add(kind, hold);
        }

        return hold;
    }

    private Hold TooLarge(int shape, Demand demand)
    {
        var kind = (shape, demand.Resource);
        if (!_tooLarge.TryGetValue(kind, out var hold))
        {
            var shortage = cycle.Room.ShortageOfOneTask(shape, demand.Resource);
            var nominal = cycle.Tree.Nominal(0, demand.Resource);
            hold = RoomHold.Of(shortage, cycle.State.Resources, demand, nominal) with { Reason = HoldReason.NeverFits };
            _tooLarge.Add(kind, hold);
        }

        return hold;
    }

    private Hold? TryStart(JobEntry job, int queue, JobOption option)
    {
        if (HoldForever(job, queue, option) is { } never) return never;

        var least = job.Job.Shape.TaskCountLeast;
        var demand = option.DemandOf(least);
        if (cycle.Use.Block(queue, demand) is { } block) return holds.OfQuota(block, demand);
        if (!cycle.MayStay(job, queue, demand)) return holds.OfOwed(queue, demand);

        var request = new PlaceRequest(
            job.ShapeIndex, option.Resource, least, MostAllowed(job, queue, option), cycle.EndOf(job), option.Part);
        if (Find(request, out var shortage) is not { } placed) return holds.OfRoom(shortage, demand);

        cycle.Start(job, queue, option.Resource, option.Fit, placed.Tasks);
        return null;
    }

    private Placed? Find(in PlaceRequest request, out Shortage shortage)
    {
        var kind = (request.Shape, request.Resource, request.Part);
        if (_noRoom.TryGetValue(kind, out var known) && request.EndsAt >= known.EndsAt)
        {
            shortage = known.Shortage;
            return null;
        }

        var placed = cycle.Room.Find(request, out shortage);
        if (placed is null)
            _noRoom[kind] = (shortage, shortage.Blocker == Blocker.Reserved ? request.EndsAt : long.MinValue);
        return placed;
    }

    // An elastic job takes as many tasks as quotas allow, of what nobody uses: beyond that they no longer tell what is
    // lent.
    private int MostAllowed(JobEntry job, int queue, JobOption option)
    {
        var (least, most) = (job.Job.Shape.TaskCountLeast, job.Job.Shape.TaskCount);
        while (least < most)
        {
            var middle = (int)(((long)least + most + 1) / 2);
            var demand = option.DemandOf(middle);
            var isAllowed = demand.Milli <= cycle.Use.Free(demand.Resource) && cycle.Allows(job, queue, demand);
            if (isAllowed) least = middle;
            else most = middle - 1;
        }

        return least;
    }

    private static int Nearness(HoldReason reason) => reason switch
    {
        HoldReason.NeverFits => 0,
        HoldReason.NeverWithinQuota => 1,
        HoldReason.OverQuota => 2,
        HoldReason.NotLent => 3,
        HoldReason.NoRoomNow => 4,
        HoldReason.NoRoomTogether => 5,
        _ => 6,
    };
}
