using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Ladder;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom gap quoted</c>: what a quoted shortfall means in either unit, since that decides the
/// answer.</summary>
internal static class GapQuotedCommand
{
    private const double AmountMost = 1e12;
    private const string Both = "both";

    public static Command Create(Terminal terminal)
    {
        var demand = Numbers.Fraction("--demand", "Demand as quoted, such as EFLOPS [default: 123.6]", 123.6, (0, AmountMost));
        var supply = Numbers.Fraction("--supply", "Nameplate supply as quoted [default: 57.9]", 57.9, (0, AmountMost));
        var use = Numbers.Fraction("--use", "Share of the nameplate in use today [default: 0.3]", 0.3, (0.001, 1));
        var better = Numbers.Fraction("--better-use", "Share that could be in use [default: 0.6]", 0.6, (0.001, 1));
        var reading = Choices.One("--reading", "reading", "What the demand stands for",
            [.. new[] { Both, Name(GapUnit.Nameplate), Name(GapUnit.Useful) }.Select(word => (word, word))]);
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "quoted",
            "Read a quoted shortfall as nameplate or as useful work; by default that of China in 2023.",
            "headroom gap quoted",
            "headroom gap quoted --demand 123.6 --supply 57.9 --use 0.3 --better-use 0.6 --reading useful")
        {
            demand, supply, use, better, reading, output,
        };
        command.SetAction((parsed, _) =>
        {
            var readings = new[] { GapUnit.Nameplate, GapUnit.Useful }
                .Where(unit => reading.In(parsed) == Both || reading.In(parsed) == Name(unit))
                .Select(unit => GapReading.Of(unit, demand.In(parsed), supply.In(parsed), use.In(parsed))).ToArray();
            Write(terminal, readings, better.In(parsed), output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(Terminal terminal, GapReading[] readings, double better, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.Write("{\"readings\":");
            JsonText.WriteArray(terminal.Output, readings, (json, one) => WriteReading(json, one, better));
            terminal.Output.WriteLine("}");
            return;
        }

        var table = new TextTable(
            TableColumn.Words("DEMAND READ AS"), new("DEMANDED"), new("DELIVERED"), new("SHORTFALL"), new("BETTER USE ADDS"),
            new("CLOSES"));
        foreach (var one in readings)
        {
            table.Add(
                Name(one.Unit), Text(one.Demanded), Text(one.Delivered), Text(one.Shortfall),
                Text(one.GainedAt(better)),
                one.Shortfall > 0 ? $"{100 * Closed(one, better):0} %" : NumberText.None);
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Better use: {100 * better:0} % of the nameplate instead of {100 * readings[0].Use:0} %. Ask which reading a quoted "
            + $"figure stands for: it decides whether to share or to build."));
    }

    private static void WriteReading(Utf8JsonWriter json, GapReading one, double better)
    {
        json.WriteString("reading", Name(one.Unit));
        json.WriteNumber("demanded", one.Demanded);
        json.WriteNumber("delivered", one.Delivered);
        json.WriteNumber("shortfall", one.Shortfall);
        json.WriteNumber("gained", one.GainedAt(better));
        json.WriteNumberOrNull("closed", one.Shortfall > 0 ? Closed(one, better) : null);
    }

    private static double Closed(GapReading one, double better) => Math.Min(1, one.GainedAt(better) / one.Shortfall);

    private static string Name(GapUnit unit) => unit == GapUnit.Nameplate ? "nameplate" : "useful";

    private static string Text(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture);
}
