using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>The figures of one case under one policy, or the bound that none can better.</summary>
internal sealed record SharingFigures
{
    /// <summary>GPU time whose work counted, over what the fleet has from first submission to last end.</summary>
    public required double UtilisationPercent { get; init; }

    public required double MeanWaitSeconds { get; init; }

    public required double P99WaitSeconds { get; init; }

    public required double MeanCompletionSeconds { get; init; }

    public required double P99CompletionSeconds { get; init; }

    /// <summary>Mean completion under FIFO over this one.</summary>
    public required double FifoOverMean { get; init; }

    /// <summary>What the worst served tenant got of what it was entitled to and wanted.</summary>
    public required double WorstServicePercent { get; init; }

    /// <summary>Name of that tenant; empty for a bound.</summary>
    public required string WorstTenant { get; init; }

    public required double ViolationGpuHours { get; init; }

    public required double LostGpuHours { get; init; }

    /// <summary>The same in percent of the hours that counted.</summary>
    public required double LostPercent { get; init; }

    public required double Preemptions { get; init; }

    /// <summary>Jobs that had not ended when nothing could happen any more.</summary>
    public required double Unfinished { get; init; }

    /// <summary>
    /// Hours of the busiest region over what it has from the first submission to the last; null for one region.
    /// </summary>
    public required double? WorstRegion { get; init; }

    /// <summary>What was measured.</summary>
    public static SharingFigures Of(SharingRun run, SharingRun fifo)
    {
        var worst = WorstServed.Of(run);
        return new SharingFigures
        {
            UtilisationPercent = 100 * run.Utilisation * Ratio(run.Hours.Delivered, run.Hours.Held),
            MeanWaitSeconds = run.WaitSeconds.Mean,
            P99WaitSeconds = run.WaitSeconds.P99,
            MeanCompletionSeconds = run.CompletionSeconds.Mean,
            P99CompletionSeconds = run.CompletionSeconds.P99,
            FifoOverMean = Ratio(fifo.CompletionSeconds.Mean, run.CompletionSeconds.Mean),
            WorstServicePercent = worst.Share * 100,
            WorstTenant = worst.Queue,
            ViolationGpuHours = run.Guarantees!.GpuHours,
            LostGpuHours = run.Hours.Lost,
            LostPercent = 100 * Ratio(run.Hours.Lost, run.Hours.Delivered),
            Preemptions = run.Preemptions,
            Unfinished = run.Jobs.Submitted - run.Jobs.Finished - run.Jobs.Failed - run.Jobs.Cancelled,
            WorstRegion = run.Regions.Count > 1 ? run.Regions.Max(region => region.DemandOverSupply) : null,
        };
    }

    /// <summary>What nobody can better.</summary>
    public static SharingFigures BoundOf(SharingCase shared, SharingRun fifo) => new()
    {
        UtilisationPercent = shared.Ideal.Utilisation * 100,
        MeanWaitSeconds = shared.Ideal.MeanWaitSeconds,
        P99WaitSeconds = 0,
        MeanCompletionSeconds = shared.Ideal.MeanCompletionSeconds,
        P99CompletionSeconds = shared.Ideal.P99CompletionSeconds,
        FifoOverMean = Ratio(fifo.CompletionSeconds.Mean, shared.Ideal.MeanCompletionSeconds),
        WorstServicePercent = 100,
        WorstTenant = "",
        ViolationGpuHours = 0,
        LostGpuHours = 0,
        LostPercent = 0,
        Preemptions = 0,
        Unfinished = 0,
        WorstRegion = BusiestAtBest(shared, fifo),
    };

    // The work of all over what all regions have: spread evenly, no region is busier than that.
    private static double? BusiestAtBest(SharingCase shared, SharingRun fifo)
    {
        if (fifo.Regions.Count < 2) return null;

        var submissions = shared.Pool.Jobs.Select(job => job.Job.SubmittedMilliseconds).ToList();
        var hours = (submissions.Max() - submissions.Min()) / 3_600_000.0;
        return Ratio(shared.Ideal.GpuHours, hours * fifo.Regions.Sum(region => region.Gpus));
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
