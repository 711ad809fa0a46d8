using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Contract;

public sealed class OrderCheckTests
{
    private static readonly RunOrder Good = new()
    {
        Id = RunId.Of("good"),
        Command = ["true"],
        Tasks = [new RunTask("local")],
    };

    public static TheoryData<string, RunOrder> Faults => new()
    {
        { "The run id is empty", Good with { Id = default } },
        { "The command is empty", Good with { Command = [] } },
        { "The command is empty", Good with { Command = [""] } },
        { "NUL", Good with { Command = ["echo", "a\0b"] } },
        { "surrogates", Good with { Command = ["echo", "\ud800"] } },
        { "131072 bytes is too long", Good with { Command = ["echo", new string('x', 131_072)] } },
        { "2000004 bytes", Good with { Command = [.. Enumerable.Repeat(new string('x', 99_999), 20), "x"] } },
        { "does not begin with '/'", Good with { WorkingDirectory = "tmp" } },
        { "'' is no name", Good with { Environment = [new("", "x")] } },
        { "'A=B' is no name", Good with { Environment = [new("A=B", "x")] } },
        { "'A' is given twice", Good with { Environment = [new("A", "x"), new("A", "y")] } },
        { "no task", Good with { Tasks = [] } },
        { "thousandths", Good with { Tasks = [new RunTask("n", GpuSet.Of(0), 0)] } },
        { "thousandths", Good with { Tasks = [new RunTask("n", GpuSet.Of(0), 1001)] } },
        { "shares several", Good with { Tasks = [new RunTask("n", GpuSet.Of(0).With(1), 500)] } },
        { "limit is out of range", Good with { Limits = new() { MemoryMiB = -1 } } },
        { "limit is out of range", Good with { Limits = new() { Processes = 5_000_000 } } },
        { "time limit", Good with { Limits = new() { Time = TimeSpan.Zero } } },
        { "log of 1 bytes", Good with { LogBytesMax = 1 } },
        { "Signal 9", Good with { Stop = new() { Checkpoint = (CheckpointSignal)9 } } },
        { "grace is out of range", Good with { Stop = new() { Grace = TimeSpan.FromDays(8) } } },
    };

    [Fact]
    public void A_plain_order_has_no_fault() => Assert.Null(OrderCheck.Fault(Good));

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void A_fault_is_named(string part, RunOrder order) =>
        Assert.Contains(part, OrderCheck.Fault(order), StringComparison.Ordinal);

    [Fact]
    public void Orders_with_equal_parts_are_equal()
    {
        var again = Good with { Command = ["true"], Tasks = [new RunTask("local")] };

        Assert.Equal(Good, again);
        Assert.NotEqual(Good, again with { Command = ["true", "x"] });
    }

    [Fact]
    public void A_later_stop_only_shortens()
    {
        var first = new StopRules
        {
            Checkpoint = CheckpointSignal.User1,
            CheckpointWait = TimeSpan.FromSeconds(60),
            Grace = TimeSpan.FromSeconds(30),
        };

        var both = StopWish.Shorter(first, new StopRules { Grace = TimeSpan.FromSeconds(1) });

        Assert.Equal(CheckpointSignal.User1, both.Checkpoint);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(1)), (both.CheckpointWait, both.Grace));
        Assert.Equal(both, StopWish.Shorter(both, first));
    }
}
