using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Sizing.Advice;
using Headroom.Sizing.Memory;

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

        if (SizeAdvice.SavedByOneBase(result.Routes) is { } saved)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"One base with {result.Request.Variants} adapters takes {100 * saved:0.#} % less training than as many models "
                + $"of their own; the base is there already."));
        }

        SizeTables.WriteRanges(terminal, result);
        SizeTables.WriteLayouts(terminal, result);
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
        if (SizeAdvice.SavedByOneBase(result.Routes) is { } saved)
            output.Write(string.Create(CultureInfo.InvariantCulture, $",\"savedByOneBase\":{saved:R}"));
        output.Write(",\"intervals\":");
        JsonText.WriteArray(output, result.Intervals, WriteInterval);
        output.Write(",\"layouts\":");
        JsonText.WriteArray(output, result.Layouts.First, (json, plan) => WriteLayout(json, result, plan));
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
        WriteRange(json, result, result.RangeOf(route));
        WriteLayout(json, result.Layouts.Least.GetValueOrDefault(route.Name));
        json.WriteStartArray("warnings");
        foreach (var warning in route.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
    }

    // From the least to the most in 95 % of the laws that may hold; null at an end that some laws put out of reach.
    private static void WriteRange(Utf8JsonWriter json, SizeResult result, RouteInterval? range)
    {
        if (range is null) return;

        json.WriteStartObject("byLaw");
        WriteBand(json, "parameters", range.Parameters, 1);
        WriteBand(json, "tokens", range.Tokens, 1);
        WriteBand(json, "loss", range.Loss, 1);
        WriteBand(json, "trainingFlop", range.Operations, 1);
        WriteBand(json, "lifetimeFlop", range.LifetimeOperations, 1);
        var hours = result.Hardware.Hours(1, Hardware.Utilisation[1]);
        var energy = result.Hardware.KilowattHours(hours, result.Pue);
        WriteBand(json, "chipHours", range.Operations, hours);
        WriteBand(json, "kWh", range.Operations, energy);
        if (result.Carbon > 0) WriteBand(json, "kgCo2", range.Operations, energy * result.Carbon);
        if (result.Price > 0) WriteBand(json, "cost", range.Operations, hours * result.Price);
        json.WriteEndObject();
    }

    private static void WriteBand(Utf8JsonWriter json, string name, SizeBand? band, double factor)
    {
        json.WriteStartArray(name);
        foreach (var end in (double?[])[band?.Low * factor, band?.High * factor])
        {
            if (end is { } value && double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }

        json.WriteEndArray();
    }

    private static void WriteLayout(Utf8JsonWriter json, ParallelPlan? plan)
    {
        if (plan is null) return;

        json.WriteStartObject("leastChips");
        WriteMembers(json, plan);
        json.WriteEndObject();
    }

    private static void WriteLayout(Utf8JsonWriter json, SizeResult result, ParallelPlan plan)
    {
        WriteMembers(json, plan);
        json.WriteBoolean("fits", plan.Bytes <= result.Hardware.UsableBytes);
    }

    private static void WriteMembers(Utf8JsonWriter json, ParallelPlan plan)
    {
        json.WriteNumber("chips", plan.Layout.Chips);
        json.WriteNumber("tensor", plan.Layout.Tensor);
        json.WriteNumber("pipeline", plan.Layout.Pipeline);
        json.WriteNumber("data", plan.Layout.Data);
        json.WriteNumber("zeroStage", plan.Layout.ZeroStage);
        json.WriteNumber("stateGb", plan.StateBytes / Gigabyte);
        json.WriteNumber("activationGb", plan.ActivationBytes / Gigabyte);
        json.WriteNumber("gb", plan.Bytes / Gigabyte);
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
