using System.Globalization;

namespace Headroom.Cli.Output;

/// <summary>
/// Comma-separated values after RFC 4180, with line feeds alone as line ends. A text that a spreadsheet would take for
/// a formula has an apostrophe before it.
/// </summary>
internal static class CsvText
{
    public static string Line(params ReadOnlySpan<object?> fields)
    {
        var texts = new string[fields.Length];
        for (var index = 0; index < fields.Length; index++)
            texts[index] = Field(fields[index]);

        return string.Join(',', texts);
    }

    private static string Guarded(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    // Numbers print the shortest way that reads back the same; an empty field is "none".
    private static string Field(object? value)
    {
        var text = value is IFormattable number
            ? number.ToString(null, CultureInfo.InvariantCulture)
            : Guarded(value?.ToString() ?? "");
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
