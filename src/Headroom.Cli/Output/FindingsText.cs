using System.Text.Json;

namespace Headroom.Cli.Output;

/// <summary>Writes what a check found: a table for people, JSON or CSV for programs.</summary>
internal static class FindingsText
{
    /// <summary>Writes findings in their order.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="format">How.</param>
    /// <param name="columns">What is told of each.</param>
    public static void Write<T>(
        Terminal terminal, IReadOnlyList<T> findings, OutputFormat format, params FindingColumn<T>[] columns)
    {
        var shown = columns.Where(column => !column.IsForPrograms).ToList();
        switch (format)
        {
            case OutputFormat.Json:
                JsonText.WriteArray(terminal.Output, findings, (json, finding) => WriteMembers(json, finding, columns));
                terminal.Output.WriteLine();
                break;
            case OutputFormat.Csv:
                terminal.Output.WriteLine(CsvText.Line([.. shown.Select(column => column.Key)]));
                foreach (var finding in findings)
                    terminal.Output.WriteLine(CsvText.Line([.. shown.Select(column => column.Value(finding))]));

                break;
            default:
                var table = new TextTable([.. shown.Select(column => TableColumn.Words(column.Head))]);
                foreach (var finding in findings)
                    table.Add([.. shown.Select(column => column.Value(finding).ToString()!)]);

                table.Write(terminal);
                break;
        }
    }

    private static void WriteMembers<T>(Utf8JsonWriter json, T finding, IReadOnlyList<FindingColumn<T>> columns)
    {
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Key);
            JsonSerializer.Serialize(json, column.Value(finding));
        }
    }
}

/// <summary>One thing that is told of each finding.</summary>
/// <param name="Key">Its name for programs.</param>
/// <param name="Head">Its name for people.</param>
/// <param name="Value">What it is: a text, a truth or a number.</param>
internal sealed record FindingColumn<T>(string Key, string Head, Func<T, object> Value)
{
    /// <summary>Whether it is told in JSON alone.</summary>
    public bool IsForPrograms { get; init; }
}
