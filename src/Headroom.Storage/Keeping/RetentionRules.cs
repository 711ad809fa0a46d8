namespace Headroom.Storage.Keeping;

/// <summary>What is no longer needed. All times are milliseconds as events count them.</summary>
/// <param name="Now">Answers and tokens that expire by now are removed.</param>
/// <param name="EventsBefore">Events before it are removed, as far as the older snapshot makes up for them.</param>
/// <param name="StretchesBefore">
/// Stretches that ended before the day of this time are replaced by sums by tenant, resource, region and quarter hour.
/// </param>
/// <param name="MessagesBefore">Messages that were acknowledged before it are removed.</param>
public sealed record RetentionRules(long Now, long EventsBefore, long StretchesBefore, long MessagesBefore)
{
    /// <summary>Rows of one transaction: few enough that nobody waits long for the writer.</summary>
    public int ChunkRows { get; init; } = 5_000;
}

/// <summary>What was removed.</summary>
/// <param name="Events">Events.</param>
/// <param name="Stretches">Stretches, whose sums are kept.</param>
/// <param name="Answers">Answers to repeated requests.</param>
/// <param name="Tokens">Tokens.</param>
/// <param name="Messages">Messages to engines.</param>
public sealed record RetentionResult(long Events, long Stretches, long Answers, long Tokens, long Messages);
