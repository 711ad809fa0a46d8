using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Sizing.Advice;
using Headroom.Sizing.Serving;
using Headroom.Traces.Requests;

namespace Headroom.Cli.Sizing;

/// <summary><c>headroom size serve</c>: chips to serve many adapters of one base, against a server for each.</summary>
internal static class SizeServeCommand
{
    private const int AdaptersMax = 1_000_000;
    private const int RankMax = 4_096;
    private const double WaitMost = 86_400;
    private const double Gigabyte = 1e9;

    public static Command Create(Terminal terminal)
    {
        var requests = Files.One("--requests", "Requests: time,seconds,model lines");
        requests.Required = true;
        var wait = Numbers.Fraction("--wait", "Seconds that requests may wait [default: 10]", 10, (0, WaitMost));
        var quantile = Numbers.Fraction(
            "--quantile", "Share of requests that wait no longer [default: 0.95]", 0.95, (0.001, 1));
        var parameters = Quantity.Of("--base", "Parameters of the base model, such as 7B [default: 7B]");
        var adapters = Numbers.Whole("--adapters", "Adapters [default: the models of the history]", 1, AdaptersMax);
        var rank = Numbers.Whole("--rank", "Rank of the adapters [default: 16]", 1, RankMax);
        var chip = new Option<string?>("--chip")
        {
            Description = "Kind of chip, such as H100 [default: H100]",
            HelpName = "NAME",
            Arity = ArgumentArity.ExactlyOne,
        };
        var facts = Files.One("--facts", "Chips of your own; they come before those that ship");
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "serve",
            "Size the serving of many adapters of one base for a history of requests, against a server for each model.",
            "headroom size serve --requests requests.csv",
            "headroom size serve --requests lora_request_trace.csv --wait 30 --base 7B --chip A100 --output json")
        {
            requests, wait, quantile, parameters, adapters, rank, chip, facts, output,
        };
        command.SetAction((parsed, _) =>
        {
            ServedRequest[] all =
            [
                .. RequestFile.Read(parsed.GetValue(requests)!)
                    .Select(one => new ServedRequest(one.At, one.Seconds, one.Model)),
            ];
            var named = Chips.Find(parsed.GetValue(chip) ?? "H100", parsed.GetValue(facts));
            var asked = new ServingQuestion(
                parsed.GetValue(parameters) ?? 7e9, wait.In(parsed), quantile.In(parsed), parsed.GetValue(rank) ?? 16,
                parsed.GetValue(adapters));
            var hardware = new Hardware(named.Teraflops, named.MemoryGb, named.PowerWatts);
            Write(terminal, named.Name, ServingSize.Of(all, asked, hardware), output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(Terminal terminal, string chip, ServingSize size, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(size, (json, one) => WriteJson(json, chip, one)));
            return;
        }

        var table = new TextTable(
            TableColumn.Words("SERVED AS"), new("REPLICAS"), new("GB OF WEIGHTS EACH"), new($"{chip} CHIPS"));
        table.Add(
            "adapters of one base", NumberText.Whole(size.SharedReplicas),
            NumberText.Decimals(size.SharedBytes / Gigabyte, 1), NumberText.Whole(size.SharedTotal));
        table.Add(
            "a server for each model", NumberText.Whole(size.SeparateReplicas),
            NumberText.Decimals(size.SeparateBytes / Gigabyte, 1), NumberText.Whole(size.SeparateTotal));
        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size.Requests} requests to {size.Models} models keep {size.MeanBusy:0.##} replicas busy on average; "
            + $"one base with {size.Adapters} adapters saves {100 * size.Saved:0} % of the chips. Loading an adapter counts "
            + $"as no time: all stay in memory."));
    }

    private static void WriteJson(Utf8JsonWriter json, string chip, ServingSize size)
    {
        json.WriteNumber("requests", size.Requests);
        json.WriteNumber("models", size.Models);
        json.WriteNumber("adapters", size.Adapters);
        json.WriteNumber("meanBusyReplicas", size.MeanBusy);
        json.WriteString("chip", chip);
        json.WriteNumber("sharedReplicas", size.SharedReplicas);
        json.WriteNumber("sharedGb", size.SharedBytes / Gigabyte);
        json.WriteNumber("sharedChips", size.SharedTotal);
        json.WriteNumber("separateReplicas", size.SeparateReplicas);
        json.WriteNumber("separateGb", size.SeparateBytes / Gigabyte);
        json.WriteNumber("separateChips", size.SeparateTotal);
        json.WriteNumber("saved", size.Saved);
    }
}
