using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Tests.Local.Processes;

public sealed class ProcessEntryTests
{
    private const string Rest = "S 10 20 30 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 100";

    [Theory]
    [InlineData("sh")]
    [InlineData("a b")]
    [InlineData("evil) R 1 1 1 (x")]
    [InlineData(") S 1")]
    public void The_name_of_a_program_deceives_nobody(string name)
    {
        var entry = ProcessEntry.Parse(42, $"42 ({name}) {Rest}");

        Assert.Equal(new ProcessEntry(new ProcessIdentity(42, 987_654), 10, 30, 'S'), entry);
    }

    [Fact]
    public void A_line_cut_short_is_no_process() => Assert.Null(ProcessEntry.Parse(42, "42 (sh) S 10 20"));

    [Fact]
    public void This_process_is_found_and_one_with_another_start_is_not_signalled()
    {
        var self = ProcessEntry.Of(Environment.ProcessId)!.Identity;

        Signals.Send(self with { StartTicks = self.StartTicks + 1 }, Signals.Kill);

        Assert.Equal(self, ProcessEntry.Of(Environment.ProcessId)!.Identity);
    }

    [Fact]
    public void Descendants_are_found_over_any_number_of_generations()
    {
        ProcessEntry Entry(int pid, int parent) => new(new ProcessIdentity(pid, pid), parent, 0, 'S');
        ProcessEntry[] all = [Entry(5, 4), Entry(2, 1), Entry(3, 2), Entry(4, 3), Entry(9, 1), Entry(1, 0)];

        Assert.Equal([3, 4, 5], ProcessTable.Descendants(all, [2]).Select(entry => entry.Identity.Pid));
    }

    [Theory]
    [InlineData(0x0000, 0, null)]
    [InlineData(0x2a00, 42, null)]
    [InlineData(0xff00, 255, null)]
    [InlineData(0x0009, null, 9)]
    [InlineData(0x008b, null, 11)]
    public void A_wait_status_is_an_exit_code_or_a_signal(int raw, int? exitCode, int? signal) =>
        Assert.Equal((exitCode, signal), (new WaitStatus(raw).ExitCode, new WaitStatus(raw).Signal));
}
