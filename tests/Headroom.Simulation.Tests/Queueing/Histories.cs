using CsCheck;
using Headroom.Cluster;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>
/// A fleet and what is submitted to it; prints itself as the rows of a table, so that a failing one can be read.
/// </summary>
public sealed record History(GpuFleetShape Fleet, RecordedJob[] Jobs)
{
    public override string ToString() =>
        $"{Fleet.NodeCount}x{Fleet.GpusPerNode}\n" + string.Join(
            '\n',
            Jobs.Select(job =>
                $"job {job.Id}: {job.GpuCount} gpus, at {job.SubmittedMilliseconds} for {job.RuntimeMilliseconds} "
                + $"limit {job.TimeLimitMilliseconds} of {job.User}/{job.Name}"));
}

/// <summary>Small random histories: on small fleets all that can go wrong does so often.</summary>
internal static class Histories
{
    private static readonly Gen<RecordedJob> Job =
        from gpuCount in Gen.Frequency((4, Gen.Int[1, 3]), (2, Gen.Int[0, 13]))
        from submitted in Gen.Int[0, 25]
        from runtime in Gen.Frequency((6, Gen.Int[1, 12]), (1, Gen.Const(0)))
        from limit in Gen.Frequency((1, Gen.Const((long?)null)), (2, Gen.Long[0, 30].Select(value => (long?)value)))
        from user in Gen.Bool.Select(isAnn => isAnn ? "ann" : "bob")
        from name in Gen.Bool.Select(isNamed => isNamed ? "bert" : "")
        select new RecordedJob
        {
            Id = "",
            GpuCount = gpuCount,
            SubmittedMilliseconds = submitted,
            RuntimeMilliseconds = runtime,
            TimeLimitMilliseconds = limit,
            User = user,
            Name = name,
        };

    public static Gen<History> Any { get; } = Of(jobCountMin: 1, jobCountMax: 16);

    /// <summary>The same with a queue that grows long.</summary>
    public static Gen<History> Crowded { get; } = Of(jobCountMin: 50, jobCountMax: 90);

    /// <summary>
    /// The same with limits that are exactly the runtimes, and none of no length, which is planned as one millisecond.
    /// </summary>
    public static Gen<History> Exact { get; } = Any.Select(history => history with
    {
        Jobs = [.. history.Jobs.Select(job => job with
        {
            RuntimeMilliseconds = Math.Max(1, job.RuntimeMilliseconds),
            TimeLimitMilliseconds = null,
        })],
    });

    public static RecordedJob[] InOrder(this History history) =>
        [.. history.Jobs.OrderBy(job => job.SubmittedMilliseconds)];

    private static Gen<History> Of(int jobCountMin, int jobCountMax) =>
        from nodeCount in Gen.Int[1, 4]
        from gpusPerNode in Gen.Int[1, 4]
        from jobs in Job.Array[jobCountMin, jobCountMax]
        select new History(
            new GpuFleetShape(nodeCount, gpusPerNode),
            [.. jobs.Select((job, index) => job with { Id = $"{index}" })]);
}
