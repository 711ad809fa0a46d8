namespace Headroom.Client.Jobs;

/// <summary>Jobs that a submission made: one, or all of an array.</summary>
/// <param name="First">Id of the first; the others follow.</param>
/// <param name="Count">How many.</param>
public sealed record Submitted(long First, int Count)
{
    /// <summary>What whoever submits should know, such as that a budget is nearly spent; null for nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>A job that is queued again.</summary>
/// <param name="Job">The job that was named.</param>
/// <param name="As">Id under which it goes on: a new one when it had ended, else its own.</param>
/// <param name="State">Where that one stands.</param>
public sealed record Requeued(long Job, long As, JobStatus State);

/// <summary>One page of a list of jobs.</summary>
/// <param name="Jobs">In the order that was asked for.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record JobList(IReadOnlyList<JobView> Jobs, string? Next = null);

/// <summary>Why a job waits. The text is the code and its arguments said in a language.</summary>
public sealed record WhyView
{
    /// <summary>The job.</summary>
    public required long Job { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobStatus State { get; init; }

    /// <summary>Code of the reason, such as <c>NO_ROOM_NOW</c>; null where it does not wait.</summary>
    public string? Code { get; init; }

    /// <summary>The reason as a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Resource that it waits for; null where it is not about one.</summary>
    public string? Resource { get; init; }

    /// <summary>Thousandths asked for.</summary>
    public long? AskedMilli { get; init; }

    /// <summary>Thousandths available.</summary>
    public long? AvailableMilli { get; init; }

    /// <summary>Queue whose rule it is; null where it is not about one.</summary>
    public string? Level { get; init; }

    /// <summary>Jobs that hold what it waits for, some of them; only those that the bearer may see.</summary>
    public IReadOnlyList<long> Holders { get; init; } = [];

    /// <summary>Until when at least it waits, in Unix milliseconds; null when that is not known.</summary>
    public long? Until { get; init; }

    /// <summary>
    /// Changes each of which alone would start it, the cheapest first; null where nobody asked for them, it does not
    /// wait, or those of other jobs are being worked out.
    /// </summary>
    public IReadOnlyList<StartChangeView>? Changes { get; init; }

    /// <summary>What each region would cost it; empty where nothing is known of regions or the job has ended.</summary>
    public IReadOnlyList<RegionWayView> Regions { get; init; } = [];
}

/// <summary>What one region would cost a job: waiting here is weighed against moving its data there.</summary>
public sealed record RegionWayView
{
    /// <summary>Its name.</summary>
    public required string Region { get; init; }

    /// <summary>Whether the job may run there.</summary>
    public required bool Asked { get; init; }

    /// <summary>How long its data would be on the way, in milliseconds; null when it cannot get there.</summary>
    public long? TransferMilliseconds { get; init; }

    /// <summary>Price of sending it, in thousandths of the currency.</summary>
    public required long TransferPriceMilli { get; init; }

    /// <summary>Price of an accelerator in the coming hour, in thousandths of the currency.</summary>
    public required long PricePerGpuHourMilli { get; init; }

    /// <summary>Carbon dioxide of an accelerator in the coming hour, in grams.</summary>
    public required long CarbonGramsPerGpuHour { get; init; }
}

/// <summary>A change of a waiting job that was tried out on a copy of the pool.</summary>
public sealed record StartChangeView
{
    /// <summary>What is different, such as <c>FEWER_GPUS</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// What it is set to: a model, region, queue, level, number of tasks or chips, priority, thousandths of a chip or
    /// milliseconds; null where there is nothing to choose.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>The change as an instruction.</summary>
    public required string Text { get; init; }

    /// <summary>What it leads to.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether it starts at once; otherwise when others have stopped, or later.</summary>
    public required bool IsNow { get; init; }

    /// <summary>What it gives up, in thousandths of what the job asks for.</summary>
    public required int CostPermille { get; init; }

    /// <summary>How many jobs would be told to stop for it.</summary>
    public int Stops { get; init; }
}

/// <summary>A part of what a job wrote.</summary>
/// <param name="Text">What it wrote.</param>
/// <param name="Next">Offset to go on from, in bytes.</param>
/// <param name="IsEnd">Whether nothing will follow.</param>
public sealed record LogPart(string Text, long Next, bool IsEnd);
