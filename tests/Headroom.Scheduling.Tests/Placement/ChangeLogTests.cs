using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Tests.Placement;

public sealed class ChangeLogTests
{
    [Fact]
    public void The_last_changes_can_be_read_and_older_ones_are_known_to_be_gone()
    {
        var log = new ChangeLog();
        for (var node = 0; node < 5_000; node++) log.Add(node);

        Assert.Equal(5_000, log.Count);
        Assert.True(log.Covers(5_000 - 4_096));
        Assert.False(log.Covers(5_000 - 4_097));
        for (var change = 5_000 - 4_096; change < 5_000; change++) Assert.Equal(change, log[change]);
    }
}
