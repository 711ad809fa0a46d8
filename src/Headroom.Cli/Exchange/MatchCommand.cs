using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom match</c>: who should deal with whom, and why others should not.</summary>
internal static class MatchCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var output = ExchangeOptions.Output();
        var listing = new Option<string?>("--for") { Description = "Show why a listing is not brought together with each other one, and at which price it would be", HelpName = "ID" };
        var command = new DocumentedCommand(
            "match",
            "Find the agreements worth making: the most that data, compute and models are worth together, at prices from which nobody would rather deal with another.",
            "headroom match", "headroom match --for 3fa1b2c4d5e6", "headroom match --output csv")
        {
            listing, output,
        };
        return command.Deal(terminal, async dealing =>
        {
            var (format, one) = (output.In(dealing.Parsed), (Listing?)null);
            if (dealing.Parsed.GetValue(listing) is { } word)
                one = await ExchangeOptions.ListingAsync(dealing.Exchange, word);

            if (one is ModelListing) throw new CommandFailure(ExitCode.WrongUse, "--for names data or compute: pairs of them are what is matched.");

            var matches = await dealing.Exchange.MatchesAsync(one?.Id);
            Write(terminal, matches.Made, format);
            if (one is not null) WriteRefused(terminal, matches.Refused, format);
            return ExitCode.Done;
        });
    }

    private static void Write(Terminal terminal, IReadOnlyList<Match> made, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, made, WriteMembers);
            terminal.Output.WriteLine();
            return;
        }

        if (format == OutputFormat.Csv)
        {
            terminal.Output.WriteLine(CsvText.Line(
                "data", "compute", "model", "gpuSeconds", "currency", "worth", "computePrice", "modelPrice", "dataGain", "computeGain"));
            foreach (var match in made)
            {
                terminal.Output.WriteLine(CsvText.Line(
                    match.Data.Id, match.Compute.Id, match.Model.Id, match.GpuSeconds, match.Data.Terms.Currency,
                    Money.Text(match.WorthMicro), Money.Text(match.ComputePriceMicro),
                    Money.Text(match.ModelPriceMicro), Money.Text(match.DataGainMicro),
                    Money.Text(match.ComputeGainMicro)));
            }

            return;
        }

        var table = new TextTable(
            TableColumn.Words("DATA"), TableColumn.Words("COMPUTE"), TableColumn.Words("MODEL"), new("GPU-HOURS"), new("WORTH"),
            new("FOR COMPUTE"), new("FOR MODEL"), new("DATA GAINS"), new("COMPUTE GAINS"));
        foreach (var match in made)
        {
            table.Add(
                NameOf(match.Data), NameOf(match.Compute), NameOf(match.Model),
                NumberText.Decimals(match.GpuSeconds / 3600.0, 1),
                Money.Text(match.WorthMicro), Money.Text(match.ComputePriceMicro),
                Money.Text(match.ModelPriceMicro),
                Money.Text(match.DataGainMicro), Money.Text(match.ComputeGainMicro));
        }

        table.Write(terminal);
    }

    private static void WriteRefused(Terminal terminal, IReadOnlyList<RefusedPair> refused, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, refused, (json, pair) =>
            {
                json.WriteString("data", pair.Data.Id);
                json.WriteString("compute", pair.Compute.Id);
                json.WriteString("why", pair.Why.ToString());
                if (pair.MissingMicro is { } missing) json.WriteNumber("missingMicro", missing);
                if (pair.PriceMicro is { } price) json.WriteNumber("priceMicro", price);
            });
            terminal.Output.WriteLine();
            return;
        }

        if (format == OutputFormat.Csv)
        {
            terminal.Output.WriteLine(CsvText.Line("data", "compute", "why", "missing", "price"));
            foreach (var pair in refused)
            {
                terminal.Output.WriteLine(CsvText.Line(
                    pair.Data.Id, pair.Compute.Id, pair.Why.ToString(), TextOf(pair.MissingMicro),
                    TextOf(pair.PriceMicro)));
            }

            return;
        }

        var table = new TextTable(
            TableColumn.Words("NOT DATA"), TableColumn.Words("WITH COMPUTE"), TableColumn.Words("WHY"), new("MISSING"), new("AT A PRICE OF"));
        foreach (var pair in refused)
        {
            table.Add(
                NameOf(pair.Data), NameOf(pair.Compute), pair.Why.ToString(), TextOf(pair.MissingMicro) ?? "-", TextOf(pair.PriceMicro) ?? "-");
        }

        table.Write(terminal);
    }

    private static void WriteMembers(Utf8JsonWriter json, Match match)
    {
        json.WriteString("data", match.Data.Id);
        json.WriteString("compute", match.Compute.Id);
        json.WriteString("model", match.Model.Id);
        json.WriteNumber("gpuSeconds", match.GpuSeconds);
        json.WriteString("currency", match.Data.Terms.Currency);
        json.WriteNumber("worthMicro", match.WorthMicro);
        json.WriteNumber("computePriceMicro", match.ComputePriceMicro);
        json.WriteNumber("modelPriceMicro", match.ModelPriceMicro);
        json.WriteNumber("dataGainMicro", match.DataGainMicro);
        json.WriteNumber("computeGainMicro", match.ComputeGainMicro);
    }

    private static string? TextOf(long? micro) => micro is { } amount ? Money.Text(amount) : null;

    private static string NameOf(Listing listing) =>
        string.Create(CultureInfo.InvariantCulture, $"{listing.Terms.Name} ({listing.Id[..6]})");
}
