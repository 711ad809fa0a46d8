namespace Headroom.Traces.Tables;

/// <summary>How the lines of a format are made: its separator and the columns that it may have.</summary>
/// <param name="Name">Name of the format in messages.</param>
/// <param name="Separator">Character between two cells.</param>
/// <param name="Known">Every column that the format may have, used or not.</param>
internal sealed record TableForm(string Name, char Separator, IReadOnlyList<string> Known)
{
    /// <summary>
    /// Whether a cell may be put in double quotes to hold the separator (RFC 4180, but for line breaks in cells).
    /// </summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether every line may end with one more separator, as <c>sacct --parsable</c> has it.</summary>
    public bool MayEndWithSeparator { get; init; }

    /// <summary>
    /// Columns whose text may hold the separator without any escape. A line with cells left over is repaired where the
    /// header names exactly one of them, for then the surplus can be nowhere else.
    /// </summary>
    public IReadOnlyList<string> FreeText { get; init; } = [];

    /// <summary>What to do about a column that is not known; null to list the known ones.</summary>
    public string? UnknownColumnRemedy { get; init; }

    /// <summary>How column names are compared.</summary>
    public StringComparer NameComparer { get; init; } = StringComparer.Ordinal;
}
