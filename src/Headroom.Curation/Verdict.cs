namespace Headroom.Curation;

/// <summary>What a filter says of a document.</summary>
/// <param name="Reason">Name of the rule that removes it; null when the document stays.</param>
public readonly record struct Verdict(string? Reason)
{
    /// <summary>The document stays.</summary>
    public static Verdict Keep => default;

    /// <summary>Whether the document stays.</summary>
    public bool IsKept => Reason is null;

    /// <summary>The document goes, for a named reason.</summary>
    public static Verdict Remove(string reason) => new(reason);
}
