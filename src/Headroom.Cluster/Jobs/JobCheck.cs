using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.Jobs;

/// <summary>Finds what is wrong with a job before it is queued.</summary>
public static class JobCheck
{
    /// <summary>The first fault of a job, as one sentence with a remedy; null when it may be queued.</summary>
    public static string? Fault(Job job) => FaultOfSize(job.Shape) ?? FaultOfNames(job) ?? FaultOfTimes(job);

    private static string? FaultOfSize(JobShape shape)
    {
        if (shape.TaskCount is < 1 or > JobShape.TaskCountMax)
            return $"{shape.TaskCount} tasks are out of range; ask for 1 to {JobShape.TaskCountMax}.";

        if (shape.TaskCountMin < 0 || shape.TaskCountMin > shape.TaskCount)
            return $"A minimum of {shape.TaskCountMin} tasks is out of range; ask for 1 to {shape.TaskCount}.";

        if (shape.CpuMillicores is < 0 or > JobShape.CpuMillicoresMax)
            return $"{shape.CpuMillicores} millicores are out of range; ask for 0 to {JobShape.CpuMillicoresMax}.";

        if (shape.MemoryMiB is < 0 or > JobShape.MemoryMiBMax || shape.GpuMemoryMiB is < 0 or > JobShape.MemoryMiBMax)
            return $"Memory is out of range; ask for 0 to {JobShape.MemoryMiBMax} MiB.";

        if (shape.GpuCount is < 0 or > Node.GpuCountMax)
            return $"{shape.GpuCount} accelerators a task are out of range; ask for 0 to {Node.GpuCountMax} and more tasks.";

        if (shape.GpuMilli is < 1 or > TaskRequest.WholeGpuMilli)
            return $"{shape.GpuMilli} thousandths of an accelerator are out of range; ask for 1 to 1000.";

        if (shape.GpuMilli < TaskRequest.WholeGpuMilli && shape.GpuCount > 1)
            return "A fraction is possible with one accelerator a task only; ask for whole ones or for more tasks.";

        if (shape.Slice.Length > 0 && shape.GpuCount != 1)
            return "A slice is part of one accelerator; ask for one accelerator a task.";

        return shape.CpuMillicores == 0 && shape.MemoryMiB == 0 && shape.GpuCount == 0
            ? "The job asks for nothing; ask for processors, memory or accelerators."
            : null;
    }

    private static string? FaultOfNames(Job job)
    {
        var shape = job.Shape;
        if (shape.Chips.Count > JobShape.NamesMax || shape.Regions.Count > JobShape.NamesMax
            || shape.Clusters.Count > JobShape.NamesMax || shape.DataSets.Count > JobShape.NamesMax)
        {
            return $"Too many chip models, regions, clusters or data sets; name at most {JobShape.NamesMax} of each.";
        }

        foreach (var chip in shape.Chips)
        {
            if (chip.SpeedPermille is < 1 or > ChipChoice.SpeedPermilleMax)
                return $"A speed of {chip.SpeedPermille} thousandths on {chip.Model} is out of range; give 1 to 1000000.";
        }

        if (shape.Chips.Select(chip => chip.Model).Distinct(StringComparer.Ordinal).Count() < shape.Chips.Count)
            return "A chip model is named twice; name each once.";

        if (job.Priority is < -PriorityClass.ValueMax or > PriorityClass.ValueMax)
            return $"A priority of {job.Priority} is out of range; give one within 1,000,000,000 of 0.";

        if (job.After.Any(dependency => dependency.Job == job.Id))
            return "The job waits for itself; name other jobs only.";

        return job.After.Count > Job.DependenciesMax
            ? $"The job waits for {job.After.Count} others; name at most {Job.DependenciesMax}."
            : null;
    }

    private static string? FaultOfTimes(Job job)
    {
        var limit = job.TimeLimitMilliseconds ?? 1;
        if (limit is < 1 or > RecordedJob.MillisecondsMax)
            return $"A time limit of {limit} ms is out of range; give 1 ms to 100 years.";

        return IsTime(job.SubmittedMilliseconds) && IsTime(job.CheckpointMilliseconds)
            && IsTime(job.RestartMilliseconds) && IsTime(job.NotBeforeMilliseconds)
            && IsTime(job.StartByMilliseconds ?? 0) && job.ArrayRunningMax >= 0
            ? null
            : "A time or count of the job is negative or beyond 100 years; give one in range.";
    }

    private static bool IsTime(long milliseconds) => milliseconds is >= 0 and <= RecordedJob.MillisecondsMax;
}
