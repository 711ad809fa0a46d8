using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Sizing.Advice;
using Headroom.Sizing.Memory;

namespace Headroom.Cli.Sizing;

/// <summary>Prints what surrounds the ways: how uncertain they are, and what each chip has to hold.</summary>
internal static class SizeTables
{
    private const double Gigabyte = 1e9;

    public static void WriteRanges(Terminal terminal, SizeResult result)
    {
        terminal.Output.WriteLine();
        var table = new TextTable(
            TableColumn.Words("95 % BY THE LAW'S UNCERTAINTY"), new("PARAMETERS"), new("TOKENS"), new("LOSS"),
            new("TRAINING FLOP"), new($"{result.Chip.Name}-HOURS"));
        string Hours(double operations) => Quantity.Text(result.Hardware.Hours(operations, Hardware.Utilisation[1]));
        foreach (var range in result.Ranges)
        {
            table.Add(
                range.Way, Text(range.Parameters), Text(range.Tokens),
                range.Loss is { } loss ? Text(loss, value => NumberText.Decimals(value, 3)) : NumberText.None,
                Text(range.Operations), Text(range.Operations, Hours));
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
    }

    public static void WriteLayouts(Terminal terminal, SizeResult result)
    {
        var plans = result.Layouts.First;
        var table = new TextTable(
            TableColumn.Words($"GB A CHIP, {Whole(plans[0].Layout.Chips)} {result.Chip.Name}"), new("TENSOR"),
            new("PIPELINE"), new("DATA"), new("STATES"), new("ACTIVATIONS"), new("TOGETHER"),
            TableColumn.Words("FITS"));
        foreach (var plan in plans)
        {
            table.Add(
                Name(plan.Layout), Whole(plan.Layout.Tensor), Whole(plan.Layout.Pipeline), Whole(plan.Layout.Data),
                Gigabytes(plan.StateBytes), Gigabytes(plan.ActivationBytes), Gigabytes(plan.Bytes),
                plan.Bytes <= result.Hardware.UsableBytes ? "yes" : "no");
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        var usable = (result.Hardware.UsableBytes / Gigabyte).ToString("0.#", CultureInfo.InvariantCulture);
        terminal.Output.WriteLine(
            $"Of '{result.Routes[0].Name}'; attention is computed again, and {usable} GB of a chip may be used.");
        if (plans.Any(plan => plan.Bytes <= result.Hardware.UsableBytes)) return;

        terminal.Output.WriteLine(result.Layouts.Least.TryGetValue(result.Routes[0].Name, out var least)
            ? $"None of them fits; {Whole(least.Layout.Chips)} chips hold it."
            : "None fits on any number of chips: give a shorter --sequence, a smaller --micro-batch or a larger chip.");
    }

    private static string Name(ParallelLayout layout) => (layout.Tensor * layout.Pipeline, layout.ZeroStage) switch
    {
        ( > 1, _) => "model divided, ZeRO 1",
        (_, 0) => "copies, nothing divided",
        (_, var stage) => $"copies, ZeRO {stage}",
    };

    private static string Text(SizeBand band) => Text(band, Quantity.Text);

    private static string Text(SizeBand band, Func<double, string> text) =>
        $"{text(band.Low)}-{(double.IsFinite(band.High) ? text(band.High) : "never")}";

    private static string Whole(int value) => NumberText.Whole(value);

    private static string Gigabytes(double bytes) => NumberText.Decimals(bytes / Gigabyte, 1);
}
