namespace Headroom.Cluster;

/// <summary>Why a policy or a fleet is refused.</summary>
/// <param name="Key">The key at fault, such as <c>queues[2].parent</c> or <c>reclaim.grace</c>.</param>
/// <param name="Problem">What is wrong, without a full stop.</param>
/// <param name="Remedy">What to do about it, without a full stop.</param>
public sealed record SpecificationFault(string Key, string Problem, string Remedy)
{
    /// <summary>Most faults that one check reports: the first ones.</summary>
    public const int CountMax = 1000;

    private const int QuotedCharactersMax = 40;

    /// <inheritdoc/>
    public override string ToString() => $"{Key}: {Problem}; {Remedy}.";

    /// <summary>A text in quotes, cut to a readable length and without control characters.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"\"{Cut(text)}\"";

    /// <summary>A text cut to a readable length and without control characters.</summary>
    public static string Cut(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[QuotedCharactersMax];
        var length = Math.Min(text.Length, QuotedCharactersMax);
        for (var i = 0; i < length; i++)
            shown[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];

        return $"{shown[..length]}{(text.Length > length ? "…" : "")}";
    }
}
