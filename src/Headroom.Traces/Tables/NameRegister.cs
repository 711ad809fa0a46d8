namespace Headroom.Traces.Tables;

/// <summary>The names that a file has given so far, each with the line that gave it.</summary>
internal sealed class NameRegister
{
    /// <summary>Longest name, in characters.</summary>
    public const int LengthMax = 1024;

    private readonly Dictionary<string, long> _lines = [];

    /// <summary>
    /// The name in <paramref name="column"/>, which must be new. Take it last, so that a line with another fault does
    /// not keep a later one from the name.
    /// </summary>
    public string Take(ref TableRow row, Column column, long line)
    {
        var name = row.Label(column, LengthMax).ToString();
        if (string.IsNullOrWhiteSpace(name))
        {
            row.Fail($"{column.Name} is empty", "fill it in");
        }
        else if (!_lines.TryAdd(name, line))
        {
            row.Fail(
                $"{column.Name} {Fault.Quote(name)} is on line {_lines[name]} already",
                "give each line a name of its own");
        }

        return name;
    }
}
