namespace Headroom.Exchange.Agreements;

/// <summary>How far an agreement is.</summary>
public enum AgreementStage
{
    /// <summary>Not all have signed.</summary>
    Proposed,

    /// <summary>The time to sign is over.</summary>
    Lapsed,

    /// <summary>Someone said no.</summary>
    Rejected,

    /// <summary>All have signed; jobs may start while its time lasts.</summary>
    InForce,

    /// <summary>Its time is over.</summary>
    Over,

    /// <summary>Someone ended it; nothing starts any more, and what ran is still paid.</summary>
    Ended,

    /// <summary>What was left of the money went back.</summary>
    Closed,
}

/// <summary>What compute's owner says that a job took.</summary>
/// <param name="Job">Name of the job, once in an agreement.</param>
/// <param name="GpuSeconds">What it took; after a dispute, what was decided.</param>
/// <param name="Micro">What is paid for it, in millionths.</param>
/// <param name="At">When it was reported.</param>
/// <param name="Stage">How far its payment is.</param>
/// <param name="Evidence">Digests of what each side has to show, with commas between.</param>
public sealed record JobReport(
    string Job, long GpuSeconds, long Micro, DateTimeOffset At, ReportStage Stage, string Evidence);

/// <summary>How far the payment of a job is.</summary>
public enum ReportStage
{
    /// <summary>Waits for the payer, or for the time in which he may object.</summary>
    Reported,

    /// <summary>The payer objected; the operator decides.</summary>
    Disputed,

    /// <summary>Paid.</summary>
    Settled,
}

/// <summary>An agreement as it stands.</summary>
/// <param name="Id">Id of the event that proposed it.</param>
/// <param name="Version">Id of the event with the terms that count; a signature names it.</param>
/// <param name="Terms">The terms.</param>
/// <param name="Signers">Keys that signed this version, in order.</param>
/// <param name="Told">What was told last of its stage: <see cref="StageAt"/> knows of deadlines as well.</param>
/// <param name="EndedAt">When it was ended; null where it was not.</param>
/// <param name="Reports">Jobs that were reported, in that order.</param>
public sealed record Agreement(
    string Id, string Version, AgreementTerms Terms, IReadOnlyList<string> Signers, AgreementStage Told,
    DateTimeOffset? EndedAt, IReadOnlyList<JobReport> Reports)
{
    /// <summary>How far it is at a time.</summary>
    public AgreementStage StageAt(DateTimeOffset time) => Told switch
    {
        AgreementStage.Proposed when time >= Terms.SignBy => AgreementStage.Lapsed,
        AgreementStage.InForce when time >= Terms.Until => AgreementStage.Over,
        _ => Told,
    };

    /// <summary>GPU-seconds of all jobs that were reported.</summary>
    public long GpuSeconds => Reports.Sum(report => report.GpuSeconds);

    /// <summary>
    /// When nothing can be reported any more and what is left of the money may go back; null while it is in force.
    /// </summary>
    public DateTimeOffset? CloseFrom(DateTimeOffset time) => StageAt(time) switch
    {
        AgreementStage.Ended => EndedAt!.Value.AddHours(Terms.Payment.DisputeHours),
        AgreementStage.Over => Terms.Until.AddHours(Terms.Payment.DisputeHours),
        _ => null,
    };

    /// <summary>Whether a key is one of its parties.</summary>
    public bool IsParty(string key) => Terms.Parties.Signers.Contains(key);
}
