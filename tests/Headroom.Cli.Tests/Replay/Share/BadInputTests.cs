using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Replay.Share;

/// <summary>
/// Input at fault, and what its author reads: a file is refused with line, key and remedy, a line of a history is left
/// out with both, and a job that cannot run is held with a named reason. Nobody ever reads a stack trace.
/// </summary>
public sealed class BadInputTests
{
    private const string GoodPolicy = "queues:\n- {name: a, quota: {gpu: 2}}\n- {name: b, quota: {gpu: 2}}\n";
    private const string Header = "id,submit_s,runtime_s,gpus,tenant\n";

    public static TheoryData<string, string> Policies { get; } = new()
    {
        { "- {name: a, parent: b}\n- {name: b, parent: a}", "line 2, queues[0].parent: the parents go round in a circle: a, b, a; let one of them have another parent." },
        { "- {name: a, parent: a}", "line 2, queues[0].parent: the parents go round in a circle: a, a; let one of them have another parent." },
        { "- {name: a, parent: cohort}", "line 2, queues[0].parent: there is no queue \"cohort\"; name a queue of this policy, or remove the parent." },
        { "- {name: a}\n- {name: a}", "line 3, queues[1].name: \"a\" is the name of queues[0] already; give each a name of its own." },
        { "- {name: a, quota: {gpu: 5}}", "line 1, queues: the queues directly below the fleet are owed 5 of gpu, and the fleet has 4; lower their nominal quotas by 1 in sum." },
        { "- {name: a, quota: {gpu: 1}}\n- {name: b, parent: a, quota: {gpu: 2}}", "line 2, queues[0].quota.gpu.nominal: the queues directly below are owed 2 in sum, and it has 1; raise it to 2, or lower theirs." },
        { "- {name: a, weight: 0}", "line 2, queues[0].weight: 0 is not within 1 to 1000000; write a value within." },
        { "- {name: a, weight: -3}", "line 2, queues[0].weight: -3 is not within 1 to 1000000; write a value within." },
        { "- {name: a, quota: {A100: 1}}", "line 2, queues[0].quota.A100: the fleet has no \"A100\"; it has gpu, cpu." },
        { "- {name: a, quota: {gpu: -1}}", "line 2, queues[0].quota.gpu.nominal: -1 is not within 0 to 1000000000; write a value within." },
        { "- {name: a, quota: {gpu: 99999999999999999999}}", "line 2, queues[0].quota.gpu: \"99999999999999999999\" is too large; write a smaller number." },
        { "- {name: team a}", "line 2, queues[0].name: \"team a\" is not a name; use letters and digits of ASCII, '-', '_' and '.' only." },
    };

    public static TheoryData<string, string> Fleets { get; } = new()
    {
        { "- {name: n, cpu: 8, memoryGiB: 64, gpus: 99, model: A100}", "line 2, nodes[0].gpus: 99 is not within 0 to 16; write a value within." },
        { "- {name: n, cpu: 99999999999999999999, memoryGiB: 64}", "line 2, nodes[0].cpu: \"99999999999999999999\" is too large; write a smaller number." },
        { "- {name: n, cpu: 8, memoryGiB: 64, gpus: 1}", "line 2, nodes[0].model: the accelerators have no model; name it." },
        { "- {name: n, cpu: 8, memoryGiB: 64, gpus: 1, model: A10O}\nchips: [{model: A100}]", "line 2, nodes[0].model: there is no chip \"A10O\"; did you mean A100." },
    };

    public static TheoryData<string, string> Lines { get; } = new()
    {
        { "9,0,60,99999999999999999999,a", "line 3: gpus \"99999999999999999999\" is too large; write a whole number from 0 to 1000000." },
        { "9,0,60,1048573,a", "line 3: gpus \"1048573\" is too large; write a whole number from 0 to 1000000." },
        { "9,0,60,-1,a", "line 3: gpus \"-1\" is negative; write a whole number from 0 to 1000000." },
        { "9,-5,60,1,a", "line 3: submit_s \"-5\" is negative; write a number from 0 to 3155760000." },
        { "9,0,1e30,1,a", "line 3: runtime_s \"1e30\" is too large; write a number from 0 to 3155760000." },
        { "9,,60,1,a", "line 3: submit_s is empty; write a number from 0 to 3155760000." },
        { "1,0,60,1,a", "line 3: id \"1\" is on line 2 already; give each line a name of its own." },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_is_refused_with_line_key_and_remedy(string queues, string fault)
    {
        using var folder = new TemporaryFolder();

        AssertRefused(Run(folder, policy: $"queues:\n{queues}\n"), $"{folder.At("policy.yaml")}, {fault}");
    }

    [Fact]
    public void Every_fault_of_a_policy_has_a_line_of_its_own()
    {
        using var folder = new TemporaryFolder();

        var result = Run(folder, policy: "queues:\n- {name: a, quota: {A100: 1}}\n- {name: b, quota: {H100: 1}}\n");

        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("headroom: ", line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fleets))]
    public void A_fleet_is_refused_with_line_key_and_remedy(string nodes, string fault)
    {
        using var folder = new TemporaryFolder();
        var fleet = folder.Write("fleet.yaml", $"nodes:\n{nodes}\n");

        AssertRefused(Run(folder, fleet: fleet), $"{fleet}, {fault}");
    }

    [Theory]
    [InlineData("0x4")]
    [InlineData("1x17")]
    [InlineData("99999999999x1")]
    [InlineData("-1x4")]
    public void A_shape_out_of_range_is_refused_with_its_range(string fleet)
    {
        using var folder = new TemporaryFolder();

        AssertRefused(Run(folder, fleet: fleet), $"--fleet '{fleet}' is not NODESxGPUS such as 8x8, with 1 to 1000000 nodes and 1 to 16 GPUs each");
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_at_fault_is_left_out_with_its_remedy_or_refuses_all_when_strict(string line, string fault)
    {
        using var folder = new TemporaryFolder();
        var jobs = $"{Header}1,0,60,1,a\n{line}\n";

        var (run, strict) = (Run(folder, jobs), Run(folder, jobs, strict: true));

        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.StartsWith($"headroom: jobs, {fault}\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 lines left out, 1 jobs read", run.Error, StringComparison.Ordinal);
        AssertRefused(strict, $"{folder.At("jobs.csv")}, {fault}");
    }

    [Theory]
    [InlineData("9,0,60,5,a", "NeverFits")]
    [InlineData("9,0,60,1000000,a", "NeverFits")]
    [InlineData("9,0,60,1,c", "UnknownQueue")]
    [InlineData("9,3155760000,3155760000,3,b", "NeverWithinQuota")]
    public void A_job_that_cannot_run_is_held_with_a_named_reason(string line, string reason)
    {
        using var folder = new TemporaryFolder();
        var policy = GoodPolicy.Replace("{gpu: 2}}\n", "{gpu: {nominal: 2, borrowingLimit: 0}}}\n", StringComparison.Ordinal);

        var result = Run(folder, $"{Header}1,0,60,1,a\n{line}\n2,0,60,1,b\n", policy);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal($"headroom: jobs under headroom · policy: 1 job never ended: 1 {reason}.\n", result.Error);
    }

    [Fact]
    public void Submissions_may_stand_in_any_order()
    {
        using var folder = new TemporaryFolder();

        var (sorted, back) = (Run(folder, $"{Header}2,60,60,4,b\n1,900,60,1,a\n"), Run(folder, $"{Header}1,900,60,1,a\n2,60,60,4,b\n"));

        Assert.Equal((ExitCode.Done, ""), (back.ExitCode, back.Error));
        Assert.Equal(Figures(sorted), Figures(back));
    }

    [Fact]
    public void Tenants_that_would_share_a_queue_unnoticed_are_named()
    {
        using var folder = new TemporaryFolder();

        var result = Run(folder, $"{Header}1,0,60,1,team a\n2,0,60,1,team-a\n3,0,60,1,b\n", "queues: [{name: team-a}, {name: b}]");

        Assert.Equal(
            "headroom: jobs: \"team a\", \"team-a\" share the queue team-a and its quota; "
            + "rename them in the history to tell them apart.\n",
            result.Error);
    }

    private static CliResult Run(
        TemporaryFolder folder, string? jobs = null, string? policy = null, string fleet = "1x4", bool strict = false)
    {
        string[] all =
        [
            "replay", "share", "--fleet", fleet, "--jobs", folder.Write("jobs.csv", jobs ?? $"{Header}1,0,60,1,a\n"),
            .. fleet.EndsWith("yaml", StringComparison.Ordinal)
                ? Array.Empty<string>()
                : ["--policy", folder.Write("policy.yaml", policy ?? GoodPolicy)],
        ];
        return Cli.Run(strict ? [.. all, "--strict"] : all);
    }

    private static void AssertRefused(CliResult result, string fault)
    {
        Assert.Equal((ExitCode.WrongUse, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"headroom: {fault}", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
    }

    // Waits and hours of the run, without the time that it took; tenants stand in order of their first job.
    private static string Figures(CliResult result) =>
        result.Output.Split('\n')[1].TrimEnd()[..^4].TrimEnd(' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
