using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Billing;

namespace Headroom.Cli.Billing;

/// <summary><c>headroom invoices</c>: what tenants owe for a month.</summary>
internal static class InvoicesCommand
{
    public static Command Create(Terminal terminal)
    {
        var month = new Option<string?>("--month")
        {
            Description = "Month, such as 2026-11 [default: this one, as far as it has gone]",
            HelpName = "MONTH",
            Arity = ArgumentArity.ExactlyOne,
        };
        var tenant = BillingOptions.Tenant();

        return new DocumentedCommand(
            "invoices",
            "Show what tenants owe for a month; lines add up to the total, seconds to the run segments.",
            "headroom invoices",
            "headroom invoices --month 2026-10 --tenant research",
            "headroom invoices --month 2026-10 --output csv")
        {
            month, tenant,
        }.Serve(
            terminal,
            async (call, cancellation) =>
            {
                var (asked, whose) = (call.Parsed.GetValue(month), call.Parsed.GetValue(tenant));
                var invoices = await call.AskAsync(
                    client => client.InvoicesAsync(asked, whose, cancellation), cancellation);
                if (call.IsJson) WireJson.WriteArray(terminal, invoices);
                else if (call.Format == OutputFormat.Csv) WriteCsv(terminal, invoices);
                else Write(terminal, invoices);
                return ExitCode.Done;
            },
            hasRows: true);
    }

    private static void WriteCsv(Terminal terminal, IReadOnlyList<InvoiceView> invoices)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "tenant", "month", "is_final", "chip", "region", "seconds", "price_per_hour", "amount", "currency"));
        foreach (var invoice in invoices)
        {
            foreach (var line in invoice.Lines)
            {
                terminal.Output.WriteLine(CsvText.Line(
                    invoice.Tenant, invoice.Month, invoice.IsFinal ? "true" : "false", line.Chip, line.Region,
                    line.Seconds, line.Price, line.Amount, invoice.Currency));
            }
        }
    }

    private static void Write(Terminal terminal, IReadOnlyList<InvoiceView> invoices)
    {
        var table = new TextTable(
            TableColumn.Words("TENANT"), TableColumn.Words("MONTH"), TableColumn.Words("CHIP"),
            TableColumn.Words("REGION"), new("SECONDS"), new("PRICE/H"), new("AMOUNT"));
        foreach (var invoice in invoices)
        {
            var month = invoice.IsFinal ? invoice.Month : $"{invoice.Month} so far";
            foreach (var line in invoice.Lines)
            {
                table.Add(
                    invoice.Tenant, month, line.Chip, line.Region.Length > 0 ? line.Region : NumberText.None,
                    MoneyText.Seconds(line.Seconds), line.Price is { } price ? MoneyText.Plain(price) : NumberText.None,
                    MoneyText.Of(line.Amount, invoice.Currency));
            }

            table.Add(invoice.Tenant, month, "total", "", "", "", MoneyText.Of(invoice.Total, invoice.Currency));
        }

        table.Write(terminal);
    }
}
