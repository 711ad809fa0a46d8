namespace Headroom.Cluster.State;

/// <summary>What the tasks of a job take where they are placed.</summary>
internal static class PlacementNeed
{
    /// <summary>
    /// What each task takes; null when one is placed on a node that is unknown or has another chip model, or its slice
    /// beyond the slots of an accelerator.
    /// </summary>
    public static TaskNeed? Of(ClusterState state, JobEntry job, int resource, ValueList<TaskPlacement> tasks)
    {
        var shape = job.Job.Shape;
        foreach (var task in tasks)
        {
            if (task.Node < 0 || task.Node >= state.Fleet.Nodes.Count) return null;
            if (shape.GpuCount > 0 && state.ResourceOf(task.Node) != resource) return null;
        }

        if (shape.GpuCount == 0 && resource != state.Resources.Cpu) return null;

        var model = state.ModelOf(tasks[0].Node);
        if (TaskNeed.Of(shape, model) is not { } need) return null;

        return need.SliceSlots == 0 || tasks.All(task =>
            task.SliceStart >= 0 && task.SliceStart <= model.SliceSlots - need.SliceSlots)
            ? need
            : null;
    }
}
