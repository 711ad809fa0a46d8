using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>The most that can be allocated of one trace with one seed at one percent of arrived demand.</summary>
internal sealed record Bound(string Trace, long Seed, int Arrived, Timed<double> Measured)
{
    public double AllocatedPercent => Measured.Run;
}

/// <summary>Prints bounds.</summary>
internal static class BoundOutput
{
    public static void Write(Terminal terminal, IReadOnlyList<Bound> bounds, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write("{\"bounds\":");
                JsonText.WriteArray(terminal.Output, bounds, WriteBound);
                terminal.Output.WriteLine("}");
                break;
            case OutputFormat.Csv:
                terminal.Output.WriteLine("trace,seed,arrived,allocatedPercent,milliseconds");
                foreach (var bound in bounds)
                {
                    terminal.Output.WriteLine(CsvText.Line(
                        bound.Trace, bound.Seed, bound.Arrived, bound.AllocatedPercent, bound.Measured.Milliseconds));
                }

                break;
            default:
                WriteTable(terminal, bounds);
                break;
        }
    }

    private static void WriteBound(Utf8JsonWriter json, Bound bound)
    {
        json.WriteString("trace", bound.Trace);
        json.WriteNumber("seed", bound.Seed);
        json.WriteNumber("arrived", bound.Arrived);
        json.WriteNumberOrNull("allocatedPercent", bound.AllocatedPercent);
        json.WriteNumber("milliseconds", bound.Measured.Milliseconds);
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<Bound> bounds)
    {
        var table = new TextTable(
            TableColumn.Words("TRACE"), new("SEED"), new("AT %"), new("ALLOCATED AT MOST %"), new("MS"));
        foreach (var bound in bounds)
        {
            table.Add(
                bound.Trace,
                bound.Seed.ToString(CultureInfo.InvariantCulture),
                bound.Arrived.ToString(CultureInfo.InvariantCulture),
                NumberText.Decimals(bound.AllocatedPercent, 2),
                NumberText.Decimals(bound.Measured.Milliseconds, 0));
        }

        table.Write(terminal);
    }
}
