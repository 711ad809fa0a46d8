using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Headroom.Cli.Outcome;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;
using Headroom.Traces;

namespace Headroom.Cli.Tests.Bench;

public sealed class SharingBenchTests
{
    private static readonly string[] Policies =
    [
        "fifo", "priority-easy", "priority-easy-qos", "cohort-drs", "saturation-reclaim", "evict-refill", "headroom",
        "headroom-qssf", "headroom-no-reservations",
    ];

    [Fact]
    public void Every_policy_is_told_of_beside_the_bound_and_no_figure_is_better_than_it()
    {
        using var data = MadeUp();
        using var told = JsonDocument.Parse(Run(data, "--case", "muri", "--output", "json").Output);

        var shared = Assert.Single(told.RootElement.GetProperty("cases").EnumerateArray());
        var bound = shared.GetProperty("bound");
        var runs = shared.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(Policies, runs.Select(run => run.GetProperty("policy").GetString()));
        Assert.All(runs, run =>
        {
            Assert.Equal(0, run.GetProperty("unfinishedJobs").GetInt32());
            Assert.True(Figure(run, "meanCompletionSeconds") >= Figure(bound, "meanCompletionSeconds"));
            Assert.True(Figure(run, "usefulUtilisationPercent") <= Figure(bound, "usefulUtilisationPercent") + 1e-9);
            Assert.InRange(Figure(run, "worstServicePercent"), 0, 100);
        });
    }

    [Fact]
    public void The_figures_are_those_of_the_replay()
    {
        using var data = MadeUp();
        using var told = JsonDocument.Parse(Run(data, "--case", "muri", "--output", "json").Output);
        var runs = told.RootElement.GetProperty("cases")[0].GetProperty("runs").EnumerateArray().ToList();
        var history = JobHistoryReader.Read(data.At("trace3.csv"), JobHistoryFormat.Muri, strict: true).Jobs;
        var pool = HistoryScenario.Of(new([.. history.Select(job => job with { Tenant = job.Name })]));

        foreach (var name in SchedulerCatalogue.Names)
        {
            var ours = runs.Single(run => run.GetProperty("policy").GetString() == name);
            var run = SharingReplay.Run(
                pool.Jobs, pool.Fleet, pool.Policy, SchedulerCatalogue.Create(name)!,
                new SharingOptions { CheckGuarantees = true });

            Assert.Equal(run.Digest, ours.GetProperty("digest").GetString());
            Assert.Equal(run.WaitSeconds.Mean, Figure(ours, "meanWaitSeconds"));
            Assert.Equal(run.CompletionSeconds.P99, Figure(ours, "p99CompletionSeconds"));
            Assert.Equal(
                100 * run.Utilisation * run.Hours.Delivered / run.Hours.Held,
                Figure(ours, "usefulUtilisationPercent"), 9);
            Assert.Equal(run.Hours.Lost, Figure(ours, "lostGpuHours"));
            Assert.Equal(run.Preemptions, Figure(ours, "preemptions"));
            Assert.Equal(run.Guarantees!.GpuHours, Figure(ours, "violationGpuHours"));
        }
    }

    [Fact]
    public void One_thread_and_two_tell_the_same()
    {
        using var data = MadeUp();

        var one = Run(data, "--output", "json", "--case", "muri,muri-at-once", "--threads", "1");
        var two = Run(data, "--output", "json", "--case", "muri,muri-at-once", "--threads", "2");

        Assert.Equal(ExitCode.Done, one.ExitCode);
        Assert.Equal(one.Output, two.Output);
    }

    [Fact]
    public void The_page_and_its_plots_are_whole_and_nothing_else_is_left()
    {
        using var data = MadeUp();

        var result = Run(data, "--case", "muri");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(
            ["sharing-muri-completion.svg", "sharing-muri-shortfall.svg", "sharing.md"],
            Directory.GetFileSystemEntries(data.At("out")).Select(path => Path.GetFileName(path)!).Order());
        var page = File.ReadAllText(data.At("out/sharing.md"));
        Assert.All(
            ["FIFO", "Slurm-like", "Kueue-like", "KAI-like", "Armada-like", "Headroom", "Bound"],
            policy => Assert.Contains($"\n| {policy} | ", page, StringComparison.Ordinal));
        Assert.Contains("bench sharing --data", page, StringComparison.Ordinal);
        Assert.Contains("](sharing-muri-completion.svg)", page, StringComparison.Ordinal);
        Assert.All(["completion", "shortfall"], plot =>
            Assert.NotEmpty(XDocument.Load(data.At($"out/sharing-muri-{plot}.svg")).Descendants()));
    }

    [Fact]
    public void A_history_that_is_absent_is_left_out_with_the_place_where_it_can_be_had()
    {
        using var data = MadeUp();

        var result = Run(data, "--case", "muri,gavel", "--output", "json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("gavel is left out", result.Error, StringComparison.Ordinal);
        Assert.Contains("stanford-futuredata/gavel", result.Error, StringComparison.Ordinal);
        using var told = JsonDocument.Parse(result.Output);
        Assert.Single(told.RootElement.GetProperty("skipped").EnumerateArray());
    }

    [Fact]
    public void Nothing_to_compare_and_no_such_folder_are_refused()
    {
        using var data = MadeUp();

        var nothing = Run(data, "--case", "chronus");
        var missing = Cli.Run("bench", "sharing", "--data", data.At("absent"), "--out", data.At("out"));

        Assert.Equal((ExitCode.NotFound, ""), (nothing.ExitCode, nothing.Output));
        Assert.Contains("--data", nothing.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.NotFound, ""), (missing.ExitCode, missing.Output));
        Assert.Contains("no such folder", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.At("out")));
    }

    [Theory]
    [InlineData("trace3.csv")]
    [InlineData("trace3.csv/below")]
    public void A_place_that_cannot_be_written_is_refused_before_any_work(string place)
    {
        using var data = MadeUp();

        var result = Cli.Run("bench", "sharing", "--data", data.Path, "--case", "muri", "--out", data.At(place));

        Assert.Equal((ExitCode.WrongUse, ""), (result.ExitCode, result.Output));
        Assert.Contains(place, result.Error, StringComparison.Ordinal);
        Assert.Equal(["trace3.csv", "trace3_pr.csv"], data.Names);
    }

    [Fact]
    public void A_page_that_is_a_folder_is_refused()
    {
        using var data = MadeUp();
        Directory.CreateDirectory(data.At("out/sharing.md"));

        Assert.Equal(ExitCode.WrongUse, Run(data, "--case", "muri").ExitCode);
    }

    private static CliResult Run(TemporaryFolder data, params string[] arguments) =>
        Cli.Run(["bench", "sharing", "--data", data.Path, "--out", data.At("out"), .. arguments]);

    private static double Figure(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    // Sixty jobs of three models that come in bursts; the same all at once.
    private static TemporaryFolder MadeUp()
    {
        var folder = new TemporaryFolder();
        folder.Write("trace3.csv", Muri(spread: 1));
        folder.Write("trace3_pr.csv", Muri(spread: 0));
        return folder;
    }

    private static string Muri(int spread)
    {
        var text = new StringBuilder(
            "job_id,num_gpu,submit_time,iterations,model_name,batch_size,duration,interval,iteration_time,"
            + "resource_time_0,resource_time_1,resource_time_2,priority\n");
        for (var job = 0; job < 60; job++)
        {
            var gpus = 1 << (job * 7 % 5);
            var submitted = (job / 12 * 5 + job % 2) * 3_600_000L * spread;
            var iterations = 1 + job * 13 % 29;
            text.Append(CultureInfo.InvariantCulture,
                $"{job},{gpus},{submitted},{iterations},model-{job * 5 % 3},1,1,1,1200000,1,1,1,0\n");
        }

        return text.ToString();
    }
}
