using System.Globalization;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Measures;

/// <summary>Something that closes a part of a gap, as a table tells it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Route">Which way it goes.</param>
/// <param name="GpuHours">Accelerator-hours that it closes, at least 0.</param>
/// <param name="CostPerGpuHour">What each of them costs; below 0 where it saves.</param>
/// <param name="Ready">Day from which it has its effect.</param>
public sealed record RecordedMeasure(
    string Name, string Route, double GpuHours, double CostPerGpuHour, DateOnly Ready);

/// <summary>Reads tables of measures.</summary>
public static class MeasureFile
{
    /// <summary>The measures, in the order of the file.</summary>
    /// <exception cref="TraceFormatException">A column is missing, or a cell is no number or no date.</exception>
    public static IReadOnlyList<RecordedMeasure> Read(string path)
    {
        using var table = new NamedTable(path);
        var (name, route, ready) = (table.Column("measure"), table.Column("route"), table.Column("ready"));
        var (hours, cost) = (table.Column("gpu_hours"), table.Column("cost_per_gpu_hour"));
        var measures = new List<RecordedMeasure>();
        while (table.MoveNext())
        {
            if (table.Text(name).Length == 0) throw table.Refused("a measure has no name", "name it");
            if (!DateOnly.TryParse(table.Text(ready), CultureInfo.InvariantCulture, out var day))
                throw table.Refused($"ready {Fault.Quote(table.Text(ready))} is no date", "write it as 2026-11-26");

            var amount = Number(table, hours, "gpu_hours");
            if (amount < 0) throw table.Refused("gpu_hours is below zero", "write what the measure closes");

            measures.Add(new RecordedMeasure(
                table.Text(name), table.Text(route), amount, Number(table, cost, "cost_per_gpu_hour"), day));
        }

        return measures;
    }

    private static double Number(NamedTable table, int column, string name) =>
        double.TryParse(table.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw table.Refused($"{name} {Fault.Quote(table.Text(column))} is no number", "write a number");
}
