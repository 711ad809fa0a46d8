using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

/// <summary>What moving running tasks gains on the public history.</summary>
public sealed class MovesTests
{
    public static TheoryData<string> Traces() => [.. OpenbHistory.Traces];

    // Measured at seed 42 with 20 moves for each 1,000 arrivals: 0.04 points (cpu050) to 0.65 points (gpuspec33).
    [Theory]
    [MemberData(nameof(Traces))]
    public void Moves_let_fgd_allocate_more(string trace)
    {
        var run = OpenbRuns.Of(trace, new PackingOptions { Policy = "fgd", Seed = 42, MovesPerThousandArrivals = 20 });

        Assert.InRange(run.Moves, 1, run.Arrivals * 20 / 1_000);
        Assert.True(run.AllocatedPercent > run.AllocatedPercentWithoutMoves);
        Assert.Equal(OpenbRuns.Of(trace, "fgd", 42).AllocatedPercent, run.AllocatedPercentWithoutMoves);
    }
}
