namespace Headroom.Traces.Tables;

/// <summary>What is wrong with a line and what would mend it, each without a full stop.</summary>
internal readonly record struct Fault(string Problem, string Remedy)
{
    private const int ShownCharactersMax = 40;

    /// <summary>Both halves as one reason.</summary>
    public override string ToString() => $"{Problem}; {Remedy}";

    /// <summary>The text in quotes, cut to a readable length and without control characters.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[ShownCharactersMax];
        var length = Math.Min(text.Length, ShownCharactersMax);
        for (var i = 0; i < length; i++)
            shown[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];

        return $"\"{shown[..length]}{(text.Length > length ? "…" : "")}\"";
    }
}
