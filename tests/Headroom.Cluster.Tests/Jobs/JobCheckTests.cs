using CsCheck;
using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.Tests.Jobs;

public sealed class JobCheckTests
{
    private static readonly Job Good = new()
    {
        Id = new JobId(1),
        Shape = new JobShape { GpuCount = 1 },
        Queue = "q",
        SubmittedMilliseconds = 0,
    };

    public static TheoryData<string, Job> Bad { get; } = new()
    {
        { "0 tasks", Shaped(new JobShape { TaskCount = 0, GpuCount = 1 }) },
        { "2147483647 tasks", Shaped(new JobShape { TaskCount = int.MaxValue, GpuCount = 1 }) },
        { "minimum of -1", Shaped(new JobShape { TaskCountMin = -1, GpuCount = 1 }) },
        { "minimum of 3", Shaped(new JobShape { TaskCount = 2, TaskCountMin = 3, GpuCount = 1 }) },
        { "millicores", Shaped(new JobShape { CpuMillicores = -1 }) },
        { "millicores", Shaped(new JobShape { CpuMillicores = long.MaxValue }) },
        { "Memory", Shaped(new JobShape { MemoryMiB = long.MinValue }) },
        { "Memory", Shaped(new JobShape { GpuCount = 1, GpuMemoryMiB = long.MaxValue }) },
        { "17 accelerators", Shaped(new JobShape { GpuCount = 17 }) },
        { "-1 accelerators", Shaped(new JobShape { GpuCount = -1 }) },
        { "0 thousandths", Shaped(new JobShape { GpuCount = 1, GpuMilli = 0 }) },
        { "1001 thousandths", Shaped(new JobShape { GpuCount = 1, GpuMilli = 1001 }) },
        { "A fraction", Shaped(new JobShape { GpuCount = 2, GpuMilli = 500 }) },
        { "A slice", Shaped(new JobShape { GpuCount = 2, Slice = "1g" }) },
        { "asks for nothing", Shaped(new JobShape()) },
        { "Too many", Shaped(new JobShape { GpuCount = 1, Regions = ValueList.From(Enumerable.Repeat("r", 65)) }) },
        { "A speed of 0", Shaped(new JobShape { GpuCount = 1, Chips = [new ChipChoice("A", 0)] }) },
        { "named twice", Shaped(new JobShape { GpuCount = 1, Chips = [new ChipChoice("A"), new ChipChoice("A", 5)] }) },
        { "priority", Good with { Priority = int.MinValue } },
        { "waits for 1025", Good with { After = ValueList.From(Dependencies(1025)) } },
        { "time limit of 0", Good with { TimeLimitMilliseconds = 0 } },
        { "time limit", Good with { TimeLimitMilliseconds = long.MaxValue } },
        { "A time or count", Good with { SubmittedMilliseconds = -1 } },
        { "A time or count", Good with { CheckpointMilliseconds = long.MaxValue } },
        { "A time or count", Good with { RestartMilliseconds = -1 } },
        { "A time or count", Good with { NotBeforeMilliseconds = long.MaxValue } },
        { "A time or count", Good with { StartByMilliseconds = -1 } },
        { "A time or count", Good with { ArrayRunningMax = -1 } },
    };

    [Fact]
    public void A_plain_job_is_good() => Assert.Null(JobCheck.Fault(Good));

    [Fact]
    public void The_largest_of_everything_is_good() => Assert.Null(JobCheck.Fault(Good with
    {
        Shape = new JobShape
        {
            TaskCount = JobShape.TaskCountMax,
            TaskCountMin = JobShape.TaskCountMax,
            CpuMillicores = JobShape.CpuMillicoresMax,
            MemoryMiB = JobShape.MemoryMiBMax,
            GpuCount = Node.GpuCountMax,
        },
        SubmittedMilliseconds = RecordedJob.MillisecondsMax,
        TimeLimitMilliseconds = RecordedJob.MillisecondsMax,
        After = ValueList.From(Dependencies(Job.DependenciesMax)),
    }));

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_fault_is_named(string words, Job job) => Assert.Contains(words, JobCheck.Fault(job));

    [Fact]
    public void Whatever_the_numbers_a_job_is_judged() =>
        Gen.Select(Gen.Int, Gen.Int, Gen.Long, Gen.Int, Gen.Int, Gen.Long.Nullable()).Sample(
            (tasks, min, cpu, gpus, milli, limit) =>
        {
            var shape = new JobShape
            {
                TaskCount = tasks,
                TaskCountMin = min,
                CpuMillicores = cpu,
                GpuCount = gpus,
                GpuMilli = milli,
            };

            _ = JobCheck.Fault(Shaped(shape) with { TimeLimitMilliseconds = limit });
        });

    private static Job Shaped(JobShape shape) => Good with { Shape = shape };

    private static IEnumerable<Dependency> Dependencies(int count) =>
        Enumerable.Range(2, count).Select(id => new Dependency(new JobId(id), DependencyCondition.Any));
}
