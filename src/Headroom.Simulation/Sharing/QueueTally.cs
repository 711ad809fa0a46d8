namespace Headroom.Simulation.Sharing;

/// <summary>Sums over the jobs of one queue.</summary>
internal sealed class QueueTally(string queue, long origin, int periodsMax)
{
    /// <summary>Name of the queue.</summary>
    public string Queue => queue;

    /// <summary>Jobs submitted.</summary>
    public int Submitted { get; set; }

    /// <summary>Jobs that ended with success.</summary>
    public int Finished { get; set; }

    /// <summary>Jobs that ended without success.</summary>
    public int Failed { get; set; }

    /// <summary>Jobs given up.</summary>
    public int Cancelled { get; set; }

    /// <summary>Jobs that still run.</summary>
    public int Running { get; set; }

    /// <summary>Jobs that never started and were not given up.</summary>
    public int NeverStarted { get; set; }

    /// <summary>Stops for others.</summary>
    public long Preemptions { get; set; }

    /// <summary>Thousandths times milliseconds held.</summary>
    public Int128 HeldTotal { get; set; }

    /// <summary>Waits of jobs that ran to an end, in seconds.</summary>
    public List<double> Waits { get; } = [];

    /// <summary>Thousandths held over time.</summary>
    public PeriodSums Held { get; } = new(origin, periodsMax);

    /// <summary>Thousandths waited for over time.</summary>
    public PeriodSums Waiting { get; } = new(origin, periodsMax);

    /// <summary>Its jobs by how they ended.</summary>
    public JobCounts Counts => new(Submitted, Finished, Failed, Cancelled, Running, NeverStarted);
}
