using Headroom.Traces.Tables;

namespace Headroom.Traces.Series;

/// <summary>The cells of a file's lines, blank ones passed over.</summary>
internal sealed class SeriesLines(string path, TextReader text)
{
    private const char Separator = ',';

    /// <summary>Line of the cells at hand, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The next line's cells; null at the end.</summary>
    public IReadOnlyList<string>? Next()
    {
        while (text.ReadLine() is { } line)
        {
            Line++;
            if (string.IsNullOrWhiteSpace(line)) continue;

            return QuotedLine.Split(line, Separator)
                ?? throw Refused("a quote is not closed or is followed by text", "double the quotes inside a quoted cell");
        }

        return null;
    }

    /// <summary>The refusal of the file for the line at hand.</summary>
    public TraceFormatException Refused(string problem, string remedy) => new(path, Line, problem, remedy);
}
