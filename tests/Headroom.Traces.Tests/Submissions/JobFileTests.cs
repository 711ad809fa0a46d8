using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Traces.Submissions;

namespace Headroom.Traces.Tests.Submissions;

public sealed class JobFileTests
{
    [Fact]
    public void Every_key_is_read()
    {
        var job = JobFile.Parse(
            "job.yaml",
            """
            command: [python, train.py, --epochs, 3, ""]
            name: night
            queue: research
            gpus: 0.25
            gpuMemory: 10G
            models: [A100, H100]
            cpus: 1.5
            memory: 512M
            time: 2h
            tasks: 2-4
            array: 100%4
            after: [17, 18:any, "19:failed", 20:succeeded]
            priority: -5
            preemptible: false
            checkpoint: 90
            retries: 3
            deadline: 2026-12-01T08:00Z
            regions: [east]
            data: [corpus]
            environment: {SEED: 42, EMPTY: ""}
            directory: run
            """);

        Assert.Equal(["python", "train.py", "--epochs", "3", ""], job.Command!);
        Assert.Equal(("night", "research", "run"), (job.Name, job.Queue, job.Directory));
        Assert.Equal((250, 10_240), (job.GpuMilliTotal, job.GpuMemoryMiB));
        Assert.Equal((1_500, 512), (job.CpuMillicores, job.MemoryMiB));
        Assert.Equal((7_200, 90, 3), (job.TimeLimitSeconds, job.CheckpointSeconds, job.Retries));
        Assert.Equal(1_796_112_000, job.StartBySeconds);
        Assert.Equal((new JobTasks(2, 4), -5, false), (job.Tasks, job.Priority, job.IsPreemptible));
        Assert.Equal(new JobArray(100, 4), job.Array);
        Assert.Equal(["A100", "H100"], job.Models!);
        Assert.Equal(["east"], job.Regions!);
        Assert.Equal(["corpus"], job.DataSets!);
        Assert.Equal([KeyValuePair.Create("SEED", "42"), KeyValuePair.Create("EMPTY", "")], job.Environment!);
        Assert.Equal(
            [
                new(new JobId(17), DependencyCondition.Succeeded), new(new JobId(18), DependencyCondition.Any),
                new(new JobId(19), DependencyCondition.NotSucceeded), new(new JobId(20), DependencyCondition.Succeeded),
            ],
            job.After!);
    }

    [Fact]
    public void What_is_not_written_is_null()
    {
        var job = JobFile.Parse("job.yaml", "name: night");

        Assert.Equal(new JobDescription { Name = "night" }, job);
    }

    [Fact]
    public void Every_fault_is_told_with_its_line_and_key()
    {
        var refused = Assert.Throws<TraceFormatException>(() => JobFile.Parse(
            "job.yaml",
            """
            command: python train.py
            gpus: 1.5
            memroy: 16G
            memory: 16
            time: 0
            tasks: 0
            after: [17, 18:soon]
            preemptible: yes
            environment: {A: [1], "B=C": 1}
            array: 5%
            cpus: -1
            """));

        Assert.Equal(
            [
                "job.yaml, line 1, command: this is a single value, and a list is asked for; begin each item with '-'.",
                "job.yaml, line 2, gpus: \"1.5\" is neither a part of one accelerator nor 0 to 16 whole ones; "
                    + "write one such as 0.25 or 8.",
                "job.yaml, line 3, memroy: the key \"memroy\" is not known here; did you mean memory.",
                "job.yaml, line 4, memory: \"16\" is not a size; write one such as 512M, 16G or 1T.",
                "job.yaml, line 5, time: \"0\" is no time to run in; write a longer one such as 30m, or leave it out.",
                "job.yaml, line 6, tasks: \"0\" is not a whole number from 1 to 1000000; write one within.",
                "job.yaml, line 7, after[1]: \"18:soon\" is not a job to wait for; "
                    + "write its id such as 17, or 17:any or 17:failed.",
                "job.yaml, line 8, preemptible: \"yes\" is not known here; write true or false.",
                "job.yaml, line 9, environment.B=C: this is no name of a variable; write one without '='.",
                "job.yaml, line 9, environment.A: this is a list, and a single value is asked for; "
                    + "write one value after the ':'.",
                "job.yaml, line 10, array: \"5%\" is not a number of jobs from 1 to 10000; "
                    + "write one such as 100, or 100%4 for four at once.",
                "job.yaml, line 11, cpus: \"-1\" is out of range; write cores such as 4 or 0.5.",
            ],
            refused.Message.Split('\n'));
    }

    [Theory]
    [InlineData("9223372036854775807d")]
    [InlineData("999999999999999d")]
    [InlineData("36526d")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("1e3s")]
    public void Times_out_of_range_are_refused(string text) => Assert.NotNull(JobValues.Seconds(text, out _));

    [Theory]
    [InlineData("0.0001s", 0, false)]
    [InlineData("0.001s", 1, true)]
    [InlineData("90", 90, true)]
    [InlineData("1.5m", 90, true)]
    [InlineData("36525d", JobValues.SecondsMax, true)]
    public void Times_are_rounded_up_to_seconds(string text, long seconds, bool isWell)
    {
        Assert.Equal(isWell, JobValues.Seconds(text, out var value) is null);
        Assert.Equal(seconds, value);
    }

    [Theory]
    [InlineData("1099511627776M", 1L << 40)]
    [InlineData("1048576T", 1L << 40)]
    public void The_largest_size_is_read(string text, long mib)
    {
        Assert.Null(JobValues.Memory(text, out var value));
        Assert.Equal(mib, value);
    }

    [Theory]
    [InlineData("1099511627777M")]
    [InlineData("1048577T")]
    [InlineData("999999999999999T")]
    [InlineData("16g")]
    [InlineData("G")]
    [InlineData("-1G")]
    public void Sizes_out_of_range_are_refused(string text) => Assert.NotNull(JobValues.Memory(text, out _));

    [Fact]
    public void What_is_written_over_another_goes_first()
    {
        var over = new JobDescription { Name = "a", Environment = [KeyValuePair.Create("X", "1")] };
        var under = new JobDescription
        {
            Name = "b",
            Queue = "q",
            Environment = [KeyValuePair.Create("X", "2"), KeyValuePair.Create("Y", "3")],
        };

        var both = over.Over(under);

        Assert.Equal(("a", "q"), (both.Name, both.Queue));
        Assert.Equal([KeyValuePair.Create("X", "1"), KeyValuePair.Create("Y", "3")], both.Environment!);
    }
}
