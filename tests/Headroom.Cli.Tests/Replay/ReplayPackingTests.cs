using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headroom.Cli.Outcome;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Replay;

public sealed partial class ReplayPackingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var one = Replay("--seeds", "1-6", "--output", "json", "--threads", "1");
        var many = Replay("--seeds", "1-6", "--output", "json", "--threads", "5");

        Assert.Equal(ExitCode.Done, one.ExitCode);
        Assert.Equal("", one.Error);
        Assert.Equal(WithoutTimes(one.Output), WithoutTimes(many.Output));
    }

    [Fact]
    public void Runs_come_by_trace_then_policy_then_seed_as_they_were_named()
    {
        var other = _folder.Write("other.csv", Pods());

        var result = Replay("--pods", other, "--seeds", "7,3", "--output", "json");

        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(
            [
                "pods fgd 7", "pods fgd 3", "pods bestfit 7", "pods bestfit 3",
                "other fgd 7", "other fgd 3", "other bestfit 7", "other bestfit 3",
            ],
            document.RootElement.GetProperty("runs").EnumerateArray()
                .Select(run => $"{run.GetProperty("trace")} {run.GetProperty("policy")} {run.GetProperty("seed")}"));
    }

    [Fact]
    public void The_published_experiment_comes_out_of_the_command_line()
    {
        var nodes = PublicData.Require("openb/openb_node_list_gpu_node.csv");
        var pods = PublicData.Require("openb/openb_pod_list_default.csv");

        var result = Cli.Run(
            "replay", "packing", "--nodes", nodes, "--pods", pods,
            "--policies", "fgd", "--seeds", "42", "--output", "json");

        Assert.StartsWith(
            "{\"runs\":[\n{\"trace\":\"openb_pod_list_default\",\"policy\":\"fgd\",\"seed\":42,"
            + "\"arrivals\":10866,\"failed\":2532,\"allocatedPercent\":95.29,\"curve\":[",
            result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_written_beside_the_results()
    {
        var page = _folder.At("report.html");

        var result = Replay("--html", page);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal($"headroom: wrote {page}.\n", result.Error);
        Assert.Contains("<h2>pods</h2>", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_file_is_one_sentence_and_leaves_no_report()
    {
        _folder.Write("nodes.csv", "sn,cpu_milli,memory_mib,gpu,model\nn1,-5,1,1,T4\n");

        var result = Cli.Run(
            "replay", "packing", "--nodes", _folder.At("nodes.csv"), "--pods", _folder.At("none.csv"),
            "--html", _folder.At("a.html"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("nodes.csv, line 2", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["nodes.csv"], _folder.Names);
    }

    [Theory]
    [InlineData("n1,8000,1000,0,", "p1,5,1,0,0", "nodes.csv: no node has a GPU")]
    [InlineData("n1,8000,1000,1,T4", "p1,5,1,0,0", "pods.csv: no pod asks for a GPU")]
    public void A_file_without_GPUs_is_named(string node, string pod, string sentence)
    {
        _folder.Write("nodes.csv", $"sn,cpu_milli,memory_mib,gpu,model\n{node}\n");
        _folder.Write("pods.csv", $"name,cpu_milli,memory_mib,num_gpu,gpu_milli\n{pod}\n");

        var result = Cli.Run("replay", "packing", "--nodes", _folder.At("nodes.csv"), "--pods", _folder.At("pods.csv"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_it_with_130_and_nothing_half_written()
    {
        // A pipe opens for writing at the moment the program opens it for reading: then it waits there for lines.
        await ExternalProgram.RunAsync("mkfifo", _folder.At("pipe"));
        string[] arguments = ["--nodes", _folder.At("pipe"), "--pods", "x", "--html", _folder.At("a.html")];
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "headroom.dll"), "replay", "packing", .. arguments])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await using var pipe = new FileStream(_folder.At("pipe"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        await ExternalProgram.RunAsync("kill", "-INT", $"{process.Id}");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["pipe"], _folder.Names);
    }

    private CliResult Replay(params string[] arguments) => Cli.Run(
    [
        "replay", "packing",
        "--nodes", _folder.Write("nodes.csv", Nodes()), "--pods", _folder.Write("pods.csv", Pods()),
        "--policies", "fgd,bestfit", .. arguments,
    ]);

    private static string Nodes() => "sn,cpu_milli,memory_mib,gpu,model\n"
        + string.Concat(Enumerable.Range(1, 6).Select(node => $"n{node},64000,262144,4,T4\n"));

    private static string Pods() => "name,cpu_milli,memory_mib,num_gpu,gpu_milli\n"
        + string.Concat(Enumerable.Range(1, 40).Select(pod =>
            $"p{pod:00},4000,8192,1,{(pod % 3 == 0 ? 1000 : pod % 7 * 100 + 100)}\n"));

    private static string WithoutTimes(string json) => Milliseconds().Replace(json, "");

    [GeneratedRegex("\"milliseconds\":[0-9.]+")]
    private static partial Regex Milliseconds();
}
