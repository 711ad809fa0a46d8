using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Facts;

/// <summary>A figure that plans rest on.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Quantity">What is counted.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Precision">How exact it is, or the number format behind a speed.</param>
/// <param name="Date">Year and month that it holds for.</param>
/// <param name="Source">Where it is from.</param>
public sealed record Fact(
    string Name, string Quantity, double Value, string Unit, string Precision, string Date, string Source);

/// <summary>Reads tables of facts.</summary>
public static class FactFile
{
    private static readonly string[] Texts = ["name", "quantity", "unit", "precision", "date", "source"];

    /// <summary>The facts of a file, in its order.</summary>
    /// <exception cref="TraceFormatException">A column or a cell is missing, or a value is no number.</exception>
    public static IReadOnlyList<Fact> Read(string path)
    {
        using var table = new NamedTable(path);
        var texts = Array.ConvertAll(Texts, name => table.Column(name));
        var value = table.Column("value");
        var facts = new List<Fact>();
        while (table.MoveNext())
        {
            var words = texts.Select((column, index) => table.Text(column) is { Length: > 0 } word
                ? word
                : throw table.Refused($"a fact has no {Texts[index]}", "fill it in")).ToArray();
            facts.Add(new Fact(
                words[0], words[1], Value(table, value), words[2], words[3], Date(table, words[4]), words[5]));
        }

        return facts;
    }

    /// <summary>The facts of a table that ships, such as <c>emissions</c>.</summary>
    public static IReadOnlyList<Fact> ReadShipped(string table) =>
        Read(Path.Combine(AppContext.BaseDirectory, "facts", $"{table}.csv"));

    /// <summary>What facts add up to.</summary>
    /// <exception cref="ArgumentException">
    /// They are not of one quantity, unit and precision: speeds of 16 and of 32 bits, say, have no sum.
    /// </exception>
    public static double Sum(IReadOnlyList<Fact> facts)
    {
        if (facts.Select(fact => (fact.Quantity, fact.Unit, fact.Precision)).Distinct().Count() > 1)
            throw new ArgumentException("Facts of several quantities, units or precisions have no sum.", nameof(facts));

        return facts.Sum(fact => fact.Value);
    }

    private static double Value(NamedTable table, int column) =>
        double.TryParse(table.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw table.Refused($"{Fault.Quote(table.Text(column))} is no number", "write the figure alone");

    private static string Date(NamedTable table, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text
            : throw table.Refused($"{Fault.Quote(text)} is no year and month", "write it as 2026-11");
}
