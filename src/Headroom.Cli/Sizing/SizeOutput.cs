using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Sizing.Advice;

namespace Headroom.Cli.Sizing;

/// <summary>Prints the ways to a model.</summary>
internal static class SizeOutput
{
    private const double Gigabyte = 1e9;

    public static void Write(Terminal terminal, SizeResult result, OutputFormat format)
    {
        if (format == OutputFormat.Json)
            WriteJson(terminal.Output, result);
        else
            WriteTable(terminal, result);
    }

    private static void WriteTable(Terminal terminal, SizeResult result)
    {
        var table = new TextTable(
            TableColumn.Words("WAY"), new("PARAMETERS"), new("TOKENS"), new("LOSS"), new("TRAINING FLOP"),
            new($"{result.Chip.Name}-HOURS, MFU 50-20 %"), new("KWH"), new("CHIPS TO TRAIN, SERVE"));
        foreach (var route in result.Routes)
        {
            table.Add(
                route.Name, Quantity.Text(route.Parameters), Quantity.Text(route.Tokens),
                NumberText.Decimals(route.Loss, 3), Quantity.Text(route.Operations),
                $"{Quantity.Text(Hours(result, route, 2))}-{Quantity.Text(Hours(result, route, 0))}",
                Quantity.Text(Energy(result, route)),
                $"{ChipsFor(result, route.TrainingBytes)}, {ChipsFor(result, route.ServingBytes)}");
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"For a loss of {result.Request.Loss:0.####} nats a token by the law of Besiroglu et al. 2024; kWh at an MFU of "
            + $"{Hardware.Utilisation[1]:0.##} and a PUE of {result.Pue}."));
        if (result.Carbon > 0)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"At {result.Carbon} kg CO2 a kWh the first way emits "
                + $"{Quantity.Text(Energy(result, result.Routes[0]) * result.Carbon / 1000)} t."));
        }

        foreach (var route in result.Routes.Where(route => Cost(result, route) is not null))
        {
            terminal.Output.WriteLine($"{route.Name}: {Quantity.Text(Cost(result, route)!.Value)} in money"
                + (route.Rent is null ? " for training." : " over its life."));
        }

        foreach (var interval in result.Intervals)
        {
            terminal.Output.WriteLine($"By the law's own uncertainty {interval.Name}: {Quantity.Text(interval.Fit)} "
                + $"[{Quantity.Text(interval.Low)}; {Quantity.Text(interval.High)}] in 95 % of samples.");
        }

        foreach (var route in result.Routes)
        {
            foreach (var warning in route.Warnings) terminal.Output.WriteLine($"{route.Name}: {warning}");
        }
    }

    private static void WriteJson(TextWriter output, SizeResult result)
    {
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"loss\":{result.Request.Loss:R},\"routes\":"));
        JsonText.WriteArray(output, result.Routes, (json, route) => WriteRoute(json, result, route));
        output.Write(",\"intervals\":");
        JsonText.WriteArray(output, result.Intervals, WriteInterval);
        output.WriteLine("}");
    }

    private static void WriteRoute(Utf8JsonWriter json, SizeResult result, SizeRoute route)
    {
        json.WriteString("way", route.Name);
        json.WriteNumber("parameters", route.Parameters);
        json.WriteNumber("tokens", route.Tokens);
        json.WriteNumberOrNull("loss", route.Loss);
        json.WriteNumber("trainingFlop", route.Operations);
        json.WriteNumber("lifetimeFlop", route.LifetimeOperations);
        json.WriteString("chip", result.Chip.Name);
        json.WriteNumber("chipHoursLow", Hours(result, route, 2));
        json.WriteNumber("chipHours", Hours(result, route, 1));
        json.WriteNumber("chipHoursHigh", Hours(result, route, 0));
        json.WriteNumber("kWh", Energy(result, route));
        json.WriteNumberOrNull("kgCo2", result.Carbon > 0 ? Energy(result, route) * result.Carbon : null);
        json.WriteNumberOrNull("cost", Cost(result, route));
        json.WriteNumber("trainingGb", route.TrainingBytes / Gigabyte);
        json.WriteNumber("servingGb", route.ServingBytes / Gigabyte);
        json.WriteNumber("chipsToTrain", result.Hardware.ChipsFor(route.TrainingBytes));
        json.WriteNumber("chipsToServe", result.Hardware.ChipsFor(route.ServingBytes));
        json.WriteStartArray("warnings");
        foreach (var warning in route.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
    }

    private static void WriteInterval(Utf8JsonWriter json, SizeInterval interval)
    {
        json.WriteString("figure", interval.Name);
        json.WriteNumber("fit", interval.Fit);
        json.WriteNumber("low", interval.Low);
        json.WriteNumber("high", interval.High);
    }

    private static double Hours(SizeResult result, SizeRoute route, int band) =>
        result.Hardware.Hours(route.Operations, Hardware.Utilisation[band]);

    private static double? Cost(SizeResult result, SizeRoute route) =>
        route.Rent ?? (result.Price > 0 ? Hours(result, route, 1) * result.Price : null);

    private static double Energy(SizeResult result, SizeRoute route) =>
        result.Hardware.KilowattHours(Hours(result, route, 1), result.Pue);

    private static string ChipsFor(SizeResult result, double bytes) =>
        NumberText.Whole(result.Hardware.ChipsFor(bytes));
}
