using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Local;

/// <summary>What a program finds when it starts.</summary>
public sealed class ProgramTests
{
    private static readonly string[] Odd =
        ["", " ", "a b", "'", "\"", "$HOME", "`id`", "\\", "two\nlines", "\t", "*", "-x", "数据", "\ud83d\ude80", "a;b|c&d"];

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        await using var runs = new LocalRuns();

        await runs.StartAsync(LocalRuns.Order("arguments", ["/usr/bin/printf", "%s\\0", .. Odd]));

        Assert.Equal(string.Concat(Odd.Select(text => text + "\0")), await runs.TextAsync("arguments"));
    }

    [Fact]
    public async Task The_environment_is_the_orders_and_ours_and_nothing_else()
    {
        await using var runs = new LocalRuns();
        var order = LocalRuns.Order("environment", "/usr/bin/env", "-0") with
        {
            Environment = ValueList.From(Odd.Select((text, index) => new EnvironmentVariable($"ODD{index}", text))),
        };

        await runs.StartAsync(order);

        var found = (await runs.TextAsync("environment")).Split('\0');
        var given = Odd.Select((text, index) => $"ODD{index}={text}");
        string[] ours =
            ["HEADROOM_RUN_ID=environment", "CUDA_VISIBLE_DEVICES=", $"HEADROOM_RUN_DIR={runs.FolderOf("environment").Path}"];
        Assert.Equal([.. given, .. ours, ""], found);
    }

    [Fact]
    public async Task Accelerators_and_a_share_are_told_by_variables_that_an_order_cannot_forge()
    {
        await using var runs = new LocalRuns();
        var whole = LocalRuns.Script("whole", "echo $CUDA_VISIBLE_DEVICES $CUDA_MPS_ACTIVE_THREAD_PERCENTAGE") with
        {
            Tasks = [new RunTask("local", GpuSet.Of(1).With(3))],
            Environment = [new("CUDA_VISIBLE_DEVICES", "0,1,2,3,4,5,6,7"), new("HEADROOM_RUN_ID", "other")],
        };
        var shared = LocalRuns.Script(
            "shared", "echo $CUDA_VISIBLE_DEVICES $CUDA_MPS_ACTIVE_THREAD_PERCENTAGE $CUDA_MPS_PINNED_DEVICE_MEM_LIMIT") with
        {
            Tasks = [new RunTask("local", GpuSet.Of(2), 250, 10_000)],
        };

        await runs.StartAsync(whole);
        await runs.StartAsync(shared);

        Assert.Equal("1,3\n", await runs.TextAsync("whole"));
        Assert.Equal("2 25 0=10000M\n", await runs.TextAsync("shared"));
    }

    [Fact]
    public async Task On_a_machine_of_two_models_a_run_sees_the_accelerators_of_its_node()
    {
        await using var runs = new LocalRuns();
        runs.Use(runs.Open(gpus: [new DiscoveredGpu("A100"), new DiscoveredGpu("A100"), new DiscoveredGpu("H100")]));
        var order = LocalRuns.Script("mixed", "echo $CUDA_VISIBLE_DEVICES $CUDA_DEVICE_ORDER") with
        {
            Tasks = [new RunTask("local-h100", GpuSet.Of(0))],
        };

        await runs.StartAsync(order);
        var other = await runs.Engine.StartAsync(
            order with { Id = RunId.Of("other"), Tasks = [new RunTask("local-h100", GpuSet.Of(1))] },
            TestContext.Current.CancellationToken);

        Assert.Equal("2 PCI_BUS_ID\n", await runs.TextAsync("mixed"));
        Assert.Contains(
            "has 1 accelerators", Assert.IsType<StartAnswer.Refused>(other).Refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_starts_in_its_folder_in_a_session_of_its_own_with_nothing_else_open()
    {
        await using var runs = new LocalRuns();
        var order = LocalRuns.Script("place", "pwd; ls /proc/self/fd | tr '\\n' ' '; echo; cut -d' ' -f6 /proc/$$/stat; echo $$") with
        {
            WorkingDirectory = runs.Root,
        };

        await runs.StartAsync(order);

        // ls has the folder itself open as number 3.
        var lines = (await runs.TextAsync("place")).Split('\n');
        Assert.Equal((runs.Root, "0 1 2 3 "), (lines[0], lines[1]));
        Assert.Equal(lines[3], lines[2]);
    }

    [Fact]
    public async Task A_signal_that_the_runtime_ignores_is_not_ignored_by_the_program()
    {
        await using var runs = new LocalRuns();

        // With SIGPIPE ignored, as it would be inherited, yes complains and ends with 1.
        await runs.StartAsync(LocalRuns.Script("pipe", "(yes; echo $? >&2) | head -n 1"));

        Assert.Equal("141\n", await runs.TextAsync("pipe", LogStream.Error));
    }
}
