using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Replay;

public sealed class ReplayQueueTests : IDisposable
{
    private const string Header = "id,submit_s,runtime_s,gpus,user,tenant,name,limit_s\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_experiment_comes_out_of_the_command_line()
    {
        var jobs = PublicData.Require("queueing/muri/trace3.csv");

        var result = Cli.Run(
            "replay", "queue", "--jobs", jobs, "--format", "muri", "--overhead", "muri",
            "--policies", "srtf,srsf,tiresias", "--output", "json");

        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(
            ["srtf 193081.796", "srsf 185021.880", "tiresias 347213.248"],
            document.RootElement.GetProperty("runs").EnumerateArray()
                .Select(run => $"{run.GetProperty("policy").GetString()} "
                    + $"{run.GetProperty("averageCompletionSeconds").GetDouble():F3}"));
    }

    [Fact]
    public void The_digest_does_not_depend_on_the_number_of_threads()
    {
        var lines = Enumerable.Range(1, 60)
            .Select(job => $"{job},{job * 7},{100 + job * 37 % 500},{1 + job % 8},u,t,n,1000\n");
        var jobs = _folder.Write("jobs.csv", Header + string.Concat(lines));

        Assert.Equal(Digests(jobs, "1"), Digests(jobs, "4"));
    }

    [Fact]
    public void A_bad_line_is_left_out_and_told_or_refused()
    {
        var jobs = _folder.Write("jobs.csv", Header + "1,0,10,1,u,t,n,60\n2,5,-10,1,u,t,n,60\n");

        var lenient = Cli.Run("replay", "queue", "--jobs", jobs, "--policies", "fifo", "--output", "csv");
        var strict = Cli.Run("replay", "queue", "--jobs", jobs, "--policies", "fifo", "--output", "csv", "--strict");

        Assert.Equal(ExitCode.Done, lenient.ExitCode);
        Assert.Contains("line 3", lenient.Error, StringComparison.Ordinal);
        Assert.StartsWith("jobs,fifo,1,", lenient.Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, strict.ExitCode);
        Assert.Empty(strict.Output);
        Assert.Contains("jobs.csv, line 3", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_that_are_larger_than_the_cluster_are_told()
    {
        var jobs = _folder.Write("jobs.csv", Header + "1,0,10,1,u,t,n,60\n2,5,10,64,u,t,n,60\n");

        var result = Cli.Run(
            "replay", "queue", "--jobs", jobs, "--cluster", "2x4", "--policies", "easy", "--output", "csv");

        Assert.Equal(
            "headroom: jobs: 1 of 2 jobs ask for more than 2x4 has and were left out; --cluster sets the size.\n",
            result.Error);
    }

    private static IEnumerable<string> Digests(string jobs, string threads)
    {
        using var document = JsonDocument.Parse(
            Cli.Run("replay", "queue", "--jobs", jobs, "--threads", threads, "--output", "json").Output);
        return [.. document.RootElement.GetProperty("runs").EnumerateArray()
            .Select(run => run.GetProperty("digest").GetString()!)];
    }
}
