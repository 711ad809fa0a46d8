using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange;
using Headroom.Exchange.Listings;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom listings</c>: what is offered now.</summary>
internal static class ListingsCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var output = ExchangeOptions.Output();
        var command = new DocumentedCommand(
            "listings", "List what is offered on an exchange, after checking every signature.", "headroom listings", "headroom listings --server http://127.0.0.1:7433 --output json")
        {
            output,
        };
        return command.Deal(terminal, async dealing =>
        {
            Write(terminal, await dealing.Exchange.ListingsAsync(), output.In(dealing.Parsed));
            return ExitCode.Done;
        });
    }

    private static void Write(Terminal terminal, IReadOnlyList<Listing> listings, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, listings, (json, listing) =>
            {
                json.WriteString("id", listing.Id);
                json.WritePropertyName("listing");
                json.WriteRawValue(Encoding.UTF8.GetString(listing.Text()));
            });
            terminal.Output.WriteLine();
            return;
        }

        if (format == OutputFormat.Csv)
        {
            terminal.Output.WriteLine(CsvText.Line("id", "kind", "name", "owner", "from", "until", "offer"));
            foreach (var listing in listings)
            {
                terminal.Output.WriteLine(CsvText.Line(
                    listing.Id, listing.Kind, listing.Terms.Name, listing.Terms.Owner.Id,
                    TimeText.Of(listing.Terms.From), TimeText.Of(listing.Terms.Until), Offer(listing)));
            }

            return;
        }

        var table = new TextTable(
            TableColumn.Words("ID"), TableColumn.Words("KIND"), TableColumn.Words("NAME"), TableColumn.Words("OWNER"),
            TableColumn.Words("UNTIL"), TableColumn.Words("OFFER"));
        foreach (var listing in listings)
        {
            table.Add(
                ExchangeOptions.Short(listing.Id), listing.Kind, listing.Terms.Name, listing.Terms.Owner.Id[..8],
                TimeText.Of(listing.Terms.Until), Offer(listing));
        }

        table.Write(terminal);
    }

    private static string Offer(Listing listing) => listing switch
    {
        DataListing data => string.Create(CultureInfo.InvariantCulture,
            $"{data.Profile.Records:N0} records, {data.Profile.Tokens:N0} tokens, {data.Protection.ToString().ToLowerInvariant()}, from {Money.Text(data.AskMicro)} {data.Terms.Currency}"),
        ComputeListing compute => string.Create(CultureInfo.InvariantCulture,
            $"{compute.Slots} x {compute.Hours:N0} GPU-hours of {compute.Gpus} {compute.Chip} in {compute.Region}, from {Money.Text(compute.Prices.Steps.Min(step => step.MicroPerHour))} {compute.Terms.Currency} an hour"),
        ModelListing model => string.Create(CultureInfo.InvariantCulture,
            $"{model.Base}, {model.Parameters / 1e9:0.###} B parameters, {model.Licence}, {Money.Text(model.AskMicro)} {model.Terms.Currency} a use"),
        _ => "",
    };
}
