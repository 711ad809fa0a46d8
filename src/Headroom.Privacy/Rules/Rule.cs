using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Rules;

/// <summary>Moves the ends of what a pattern found, in the text itself; false where it is not what it seemed.</summary>
/// <param name="text">The whole text, UTF-8.</param>
/// <param name="start">First byte.</param>
/// <param name="end">The byte after the last.</param>
internal delegate bool Refine(ReadOnlySpan<byte> text, ref int start, ref int end);

/// <summary>How one kind of number or name is found.</summary>
public sealed record Rule
{
    /// <summary>What is found, such as <c>CN_RESIDENT_ID</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>Name of the rule, one of a kind.</summary>
    public required string Name { get; init; }

    /// <summary>How sure a finding is where no word around it speaks for it, from 0 to 1.</summary>
    public required float Score { get; init; }

    /// <summary>How sure it is beside a word that speaks for it, from 0 to 1.</summary>
    public float ScoreInContext { get; init; }

    internal string Pattern { get; init; } = "";

    internal Check? Check { get; init; }

    internal Refine? Refine { get; init; }

    internal ContextWords Context { get; init; } = ContextWords.None;

    /// <summary>A rule that words around it make surer.</summary>
    internal static Rule Of(
        string entity, string pattern, double score, Check? check = null, string context = "", double inContext = 0)
    {
        var raised = inContext > 0 ? inContext : Math.Min(1, Math.Max(score + 0.35, 0.6));
        return new Rule
        {
            Entity = entity,
            Name = entity.ToLowerInvariant().Replace('_', '-'),
            Pattern = pattern,
            Score = (float)score,
            ScoreInContext = (float)Math.Max(score, raised),
            Check = check,
            Context = ContextWords.Parse(context),
        };
    }
}
