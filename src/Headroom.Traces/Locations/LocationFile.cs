using System.Globalization;
using Headroom.Traces.Input;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Locations;

/// <summary>A case of capacitated location as a file tells it; by site, then by customer and site.</summary>
public sealed record RecordedLocations(
    IReadOnlyList<double> Capacities,
    IReadOnlyList<double> OpeningCosts,
    IReadOnlyList<double> Demands,
    IReadOnlyList<IReadOnlyList<double>> ServingCosts);

/// <summary>
/// Reads capacitated warehouse location files of the OR-Library: numbers separated by blanks and line breaks; the
/// counts, a capacity and a fixed cost for each site, and for each customer its demand and a cost for each site.
/// </summary>
public static class LocationFile
{
    private const long TextBytesMax = 1L << 28;
    private const int CountMax = 100_000;

    // Stands for a figure in the large cases, which come with several.
    private const string Open = "capacity";

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="capacity">Capacity of sites whose line says <c>capacity</c>; null where none does.</param>
    /// <exception cref="TraceFormatException">A number is missing, is none, is below zero, or too many
    /// follow.</exception>
    public static RecordedLocations Read(string path, double? capacity = null)
    {
        using var text = TraceFile.Open(path, TextBytesMax, "name a file of one case");
        var words = new Words(path, text);
        var (sites, customers) = (words.Count("the number of sites"), words.Count("the number of customers"));
        var (capacities, costs) = (new double[sites], new double[sites]);
        for (var site = 0; site < sites; site++)
            (capacities[site], costs[site]) = (words.Capacity(capacity), words.Number("a fixed cost"));

        var demands = new double[customers];
        var serving = new double[customers][];
        for (var customer = 0; customer < customers; customer++)
        {
            demands[customer] = words.Number("a demand");
            serving[customer] = new double[sites];
            for (var site = 0; site < sites; site++) serving[customer][site] = words.Number("a cost of serving");
        }

        words.End();
        return new RecordedLocations(capacities, costs, demands, serving);
    }

    private sealed class Words(string path, TextReader text)
    {
        private readonly Queue<string> _words = [];
        private long _line;

        public int Count(string what)
        {
            var number = Number(what);
            return number is >= 1 and <= CountMax && number == Math.Floor(number)
                ? (int)number
                : throw new TraceFormatException(
                    path, _line, $"{what} is {number.ToString(CultureInfo.InvariantCulture)}",
                    $"write a whole number from 1 to {CountMax}");
        }

        public double Capacity(double? open)
        {
            if (Peek() is not Open) return Number("a capacity");

            _words.Dequeue();
            return open ?? throw new TraceFormatException(
                path, _line, "the capacity of the sites is left open", "say it with --capacity");
        }

        public double Number(string what)
        {
            if (Next() is not { } word)
            {
                throw new TraceFormatException(
                    path, _line, $"the file ends where {what} should stand", "it may be cut off: get it again");
            }

            return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) && number >= 0
                ? number
                : throw new TraceFormatException(
                    path, _line, $"{what} is {Fault.Quote(word)}",
                    "write a number from 0 on; a case without capacities needs one as large as all demand");
        }

        public void End()
        {
            if (Next() is { } word)
            {
                throw new TraceFormatException(
                    path, _line, $"{Fault.Quote(word)} follows the last customer", "check the two counts of line 1");
            }
        }

        private string? Next() => Peek() is null ? null : _words.Dequeue();

        private string? Peek()
        {
            while (_words.Count == 0)
            {
                if (text.ReadLine() is not { } line) return null;

                _line++;
                foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    _words.Enqueue(word);
            }

            return _words.Peek();
        }
    }
}
