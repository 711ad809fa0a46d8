using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Facts;

/// <summary>What a kind of chip can do.</summary>
/// <param name="Name">Its name, variant included.</param>
/// <param name="Precision">What the speed is for, such as <c>bf16</c>.</param>
/// <param name="Teraflops">Dense peak, in 10^12 floating-point operations a second.</param>
/// <param name="MemoryGb">Memory in 10^9 bytes.</param>
/// <param name="PowerWatts">Thermal design power in watts.</param>
/// <param name="Date">Year and month of the figures.</param>
/// <param name="Source">Where they are from.</param>
public sealed record ChipFact(
    string Name, string Precision, double Teraflops, double MemoryGb, double PowerWatts, string Date, string Source);

/// <summary>Reads facts about chips.</summary>
public static class ChipFile
{
    /// <summary>The chips that ship with the product.</summary>
    public static IReadOnlyList<ChipFact> ReadShipped() =>
        Read(Path.Combine(AppContext.BaseDirectory, "facts", "chips.csv"));

    /// <summary>The chips of a file, in its order.</summary>
    /// <exception cref="TraceFormatException">A column or a cell is missing, or a number is not above zero.</exception>
    public static IReadOnlyList<ChipFact> Read(string path)
    {
        using var table = new NamedTable(path);
        int[] texts =
        [
            table.Column("chip"), table.Column("precision"), table.Column("date"), table.Column("source"),
        ];
        int[] numbers = [table.Column("tflops"), table.Column("memory_gb"), table.Column("power_w")];
        var chips = new List<ChipFact>();
        while (table.MoveNext())
        {
            var words = Array.ConvertAll(texts, column => table.Text(column) is { Length: > 0 } word
                ? word
                : throw table.Refused("a chip lacks its name, precision, date or source", "fill it in"));
            var values = Array.ConvertAll(numbers, column => Number(table, column));
            chips.Add(new ChipFact(words[0], words[1], values[0], values[1], values[2], words[2], words[3]));
        }

        return chips;
    }

    private static double Number(NamedTable table, int column) =>
        double.TryParse(table.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && number > 0
            ? number
            : throw table.Refused(
                $"{Fault.Quote(table.Text(column))} is no number above zero", "write the dense figure of the data sheet");
}
