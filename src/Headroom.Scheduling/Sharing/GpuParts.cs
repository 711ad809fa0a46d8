using Headroom.Cluster;

namespace Headroom.Scheduling.Sharing;

/// <summary>
/// What a part of one accelerator is worth to a workload of tasks that share accelerators, in thousandths of a whole
/// one. A part of 190 that nothing asks for is worth 0; one of 530 that always finds a 470 and a 60 to fill it may
/// be worth more than 530.
/// </summary>
public sealed class GpuParts
{
    private readonly int[] _worth;

    private GpuParts(int[] worth) => _worth = worth;

    /// <summary>Every part is worth what it is: nothing is known about the workload.</summary>
    public static GpuParts Divisible { get; } = new([.. Enumerable.Range(0, TaskRequest.WholeGpuMilli + 1)]);

    /// <summary>Worth of a part of <paramref name="milli"/> thousandths, 0 to 1000.</summary>
    public int Worth(int milli) => _worth[milli];

    /// <summary>
    /// Thousandths of a part that are lost to the workload; below 0 where the part is worth more than its size.
    /// </summary>
    public int Stranded(int milli) => milli - _worth[milli];

    /// <summary>
    /// The worth of every part, as the prices of a cutting-stock problem: what the cheapest set of accelerators for
    /// <paramref name="demand"/> would save, were the part there for nothing.
    /// </summary>
    /// <param name="demand">How many tasks ask for each size, sizes from 1 to 999 thousandths.</param>
    public static GpuParts For(IEnumerable<SizeDemand> demand)
    {
        var prices = CuttingStock.Prices([.. demand]);
        if (prices.Count == 0) return Divisible;

        var best = Knapsack.BestValues(prices, TaskRequest.WholeGpuMilli);
        var whole = best[TaskRequest.WholeGpuMilli];
        return new GpuParts([.. best.Select(value => (int)Math.Round(value / whole * TaskRequest.WholeGpuMilli))]);
    }
}

/// <summary>How many tasks ask for one size.</summary>
/// <param name="Size">Thousandths of one accelerator.</param>
/// <param name="Count">Tasks, at least 1.</param>
public readonly record struct SizeDemand(int Size, long Count);
