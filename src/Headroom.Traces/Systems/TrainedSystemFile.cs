using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Systems;

/// <summary>A trained system as a table tells it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Operations">Floating-point operations of its training, above zero.</param>
public sealed record RecordedSystem(string Name, DateOnly Published, double Operations)
{
    /// <summary>What it is for, such as Language, as the table has it; empty where it does not tell.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Whether the table counts it among the frontier of its time.</summary>
    public bool IsFrontier { get; init; }
}

/// <summary>Reads tables of trained systems: those of Sevilla et al., of Epoch AI, and of Amodei and
/// Hernandez.</summary>
public static class TrainedSystemFile
{
    // One petaflop a second for a day.
    private const double PetaflopDay = 1e15 * 86_400;

    /// <summary>Systems whose compute is known, in the order of the file; rows without compute are passed
    /// over.</summary>
    /// <exception cref="TraceFormatException">A column is missing, or a cell is no date or no number above
    /// zero.</exception>
    public static IReadOnlyList<RecordedSystem> Read(string path)
    {
        using var table = new NamedTable(path);
        var name = table.Column("System", "Model", "result", "name");
        var date = table.Column("Publication date", "publication_date", "date");
        var compute = table.Column(
            "Training compute (FLOPs)", "Training compute (FLOP)", "flop", "overall_peta_flop_days",
            "overall_petaflop_days");
        var (domain, frontier) = (table.ColumnOrNone("Domain"), table.ColumnOrNone("Frontier model"));
        var unit = IsPetaflopDays(table, compute) ? PetaflopDay : 1;
        var systems = new List<RecordedSystem>();
        while (table.MoveNext())
        {
            var text = table.Text(compute);
            if (text.Length == 0) continue;

            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var operations)
                || !double.IsFinite(operations) || operations <= 0)
            {
                throw table.Refused($"compute {Fault.Quote(text)} is no number above zero", "mend it or leave it empty");
            }

            if (!DateOnly.TryParse(table.Text(date), CultureInfo.InvariantCulture, out var published))
                throw table.Refused($"{Fault.Quote(table.Text(date))} is no date", "write it as 2026-11-26");

            systems.Add(new RecordedSystem(table.Text(name), published, operations * unit)
            {
                Domain = domain >= 0 ? table.Text(domain) : "",
                IsFrontier = frontier >= 0 && bool.TryParse(table.Text(frontier), out var isFrontier) && isFrontier,
            });
        }

        return systems;
    }

    private static bool IsPetaflopDays(NamedTable table, int compute) =>
        compute == table.ColumnOrNone("overall_peta_flop_days") || compute == table.ColumnOrNone("overall_petaflop_days");
}
