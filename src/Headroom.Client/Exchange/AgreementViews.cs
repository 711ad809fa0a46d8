namespace Headroom.Client.Exchange;

/// <summary>An agreement as it stands. Times are Unix milliseconds, money is in millionths.</summary>
public sealed record AgreementView
{
    /// <summary>Id of the event that proposed it.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the event with the terms that count; a signature names it.</summary>
    public required string Version { get; init; }

    /// <summary>How far it is now, such as <c>InForce</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Listing of the data.</summary>
    public required string Data { get; init; }

    /// <summary>Listing of the compute.</summary>
    public required string Compute { get; init; }

    /// <summary>Listing of the model.</summary>
    public required string Model { get; init; }

    /// <summary>What the listings are called, in that order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Keys that must sign.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Keys that signed this version.</summary>
    public required IReadOnlyList<string> Signers { get; init; }

    /// <summary>From when on jobs may start.</summary>
    public required long From { get; init; }

    /// <summary>Until when.</summary>
    public required long Until { get; init; }

    /// <summary>Until when all must have signed.</summary>
    public required long SignBy { get; init; }

    /// <summary>When it was ended; null where it was not.</summary>
    public long? EndedAt { get; init; }

    /// <summary>GPU-seconds of all jobs that are allowed.</summary>
    public required long GpuSecondsMax { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Paid for all GPU-seconds that are allowed.</summary>
    public required long ComputeMicro { get; init; }

    /// <summary>Paid for the model.</summary>
    public required long ModelMicro { get; init; }

    /// <summary>Jobs that were reported, in that order.</summary>
    public required IReadOnlyList<ReportView> Reports { get; init; }

    /// <summary>The signed event with the terms that count: its id is <see cref="Version"/>.</summary>
    public required string Entry { get; init; }
}

/// <summary>What compute's owner says that a job took.</summary>
/// <param name="Job">Name of the job.</param>
/// <param name="GpuSeconds">What it took; after a dispute, what was decided.</param>
/// <param name="Micro">What is paid for it, in millionths.</param>
/// <param name="At">When it was reported, in Unix milliseconds.</param>
/// <param name="Stage"><c>Reported</c>, <c>Disputed</c> or <c>Settled</c>.</param>
/// <param name="Evidence">Digests of what each side has to show, with commas between.</param>
public sealed record ReportView(string Job, long GpuSeconds, long Micro, long At, string Stage, string Evidence);

/// <summary>One page of agreements.</summary>
/// <param name="Agreements">Those that the bearer may see, by their ids.</param>
/// <param name="Next">Id after which the next page begins; null on the last page.</param>
public sealed record AgreementPage(IReadOnlyList<AgreementView> Agreements, string? Next = null);

/// <summary>An entry of an account.</summary>
/// <param name="Row">Row of the journal, from 1.</param>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="Event">The event that it follows from.</param>
/// <param name="Account">Whose account.</param>
/// <param name="Unit"><c>GPU-s</c>, or a currency of which it is millionths.</param>
/// <param name="Amount">What came in; below zero for what went out.</param>
/// <param name="Balance">What was on the account then.</param>
public sealed record StatementLineView(
    int Row, long At, string Event, string Account, string Unit, long Amount, long Balance);

/// <summary>One page of a statement, with what is on its accounts now.</summary>
/// <param name="Lines">Entries, in order.</param>
/// <param name="Balances">What is on each account now.</param>
/// <param name="Next">How many entries to leave out to get the next page; null on the last page.</param>
public sealed record StatementPage(
    IReadOnlyList<StatementLineView> Lines, IReadOnlyList<BalanceView> Balances, int? Next = null);

/// <summary>What is on an account.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Unit">In what.</param>
/// <param name="Amount">How much.</param>
public sealed record BalanceView(string Account, string Unit, long Amount);
