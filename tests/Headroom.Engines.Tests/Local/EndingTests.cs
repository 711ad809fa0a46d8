using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Local;

public sealed class EndingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(255)]
    public async Task The_exit_code_is_the_programs(int code)
    {
        await using var runs = new LocalRuns();

        var ending = await runs.RunAsync(LocalRuns.Script("exits", $"exit {code}"));

        Assert.Equal((EndCause.Exited, code, null), (ending.Cause, ending.ExitCode, ending.Signal));
        Assert.Equal(code == 0, ending.IsSuccess);
        Assert.Empty(ending.Warnings);
    }

    [Theory]
    [InlineData("KILL", 9)]
    [InlineData("SEGV", 11)]
    [InlineData("TERM", 15)]
    public async Task A_signal_that_ends_the_program_is_named(string name, int signal)
    {
        await using var runs = new LocalRuns();

        var ending = await runs.RunAsync(LocalRuns.Script("signalled", $"kill -{name} $$"));

        Assert.Equal((EndCause.Signalled, null, signal), (ending.Cause, ending.ExitCode, ending.Signal));
        Assert.Contains($"SIG{name}", ending.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_with_127()
    {
        await using var runs = new LocalRuns();

        var ending = await runs.RunAsync(LocalRuns.Order("missing", "no-such-program-here"));

        Assert.Equal((EndCause.CouldNotStart, 127), (ending.Cause, ending.ExitCode));
        Assert.Contains("'no-such-program-here' was not found", ending.Sentence, StringComparison.Ordinal);
        Assert.Null(ending.StartedAt);
    }

    [Fact]
    public async Task A_script_whose_interpreter_is_not_there_ends_with_127()
    {
        await using var runs = new LocalRuns();
        ScratchProgram.Write(runs.Scratch("script"), "#!/no/such/interpreter\n");

        var ending = await runs.RunAsync(LocalRuns.Order("interpreter", runs.Scratch("script")));

        Assert.Equal((EndCause.CouldNotStart, 127), (ending.Cause, ending.ExitCode));
    }

    [Fact]
    public async Task A_file_that_is_no_program_ends_with_126()
    {
        await using var runs = new LocalRuns();
        File.WriteAllText(runs.Scratch("text"), "no program\n");

        var ending = await runs.RunAsync(LocalRuns.Order("not-executable", runs.Scratch("text")));

        Assert.Equal((EndCause.CouldNotStart, 126), (ending.Cause, ending.ExitCode));
    }

    [Fact]
    public async Task A_working_directory_that_is_not_there_is_named()
    {
        await using var runs = new LocalRuns();

        var ending = await runs.RunAsync(
            LocalRuns.Order("nowhere", "true") with { WorkingDirectory = "/no/such/folder" });

        Assert.Equal((EndCause.CouldNotStart, 126), (ending.Cause, ending.ExitCode));
        Assert.Contains("'/no/such/folder' is no folder", ending.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_used_is_told()
    {
        await using var runs = new LocalRuns();

        // A child of the first process burns the time, so that only a sum over the tree sees it.
        var ending = await runs.RunAsync(LocalRuns.Script(
            "uses", "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; head -c 200000000 /dev/zero | tail -c 199999999 >/dev/null"));

        Assert.True(ending.IsSuccess);
        Assert.True(ending.CpuTime > TimeSpan.FromMilliseconds(20), $"CPU time {ending.CpuTime}");
        Assert.InRange(ending.PeakMemoryBytes ?? 0, 190_000_000, 260_000_000);
        Assert.True(ending.WallTime > TimeSpan.Zero);
        Assert.True(ending.EndedAt >= ending.StartedAt);
    }

    // Without a cgroup the system counts the memory of whoever started a program as the program's own.
    [Fact]
    public async Task A_small_program_is_not_told_to_have_used_what_its_supervisor_does()
    {
        await using var runs = new LocalRuns();

        var ending = await runs.RunAsync(LocalRuns.Order("small", "true"));

        Assert.True(ending.PeakMemoryBytes is null or < 20_000_000, $"peak {ending.PeakMemoryBytes}");
    }
}
