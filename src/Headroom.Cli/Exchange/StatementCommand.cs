using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Accounts;
using Headroom.Exchange.Journal;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom statement</c>: what came in and went out.</summary>
internal static class StatementCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var owner = new Option<string?>("--owner") { Description = "Public key of an owner, or his key file [default: all accounts]", HelpName = "KEY" };
        var output = ExchangeOptions.Output();
        var command = new DocumentedCommand(
            "statement", "Print every entry of the accounts: money, and GPU-seconds that were given and taken.",
            "headroom statement --owner data.key", "headroom statement --output csv")
        {
            owner, output,
        };
        return command.Deal(terminal, async dealing =>
        {
            var whose = dealing.Parsed.GetValue(owner) is { } word ? SealCommand.KeyOf(word) : null;
            Write(terminal, await dealing.Exchange.StatementAsync(whose), output.In(dealing.Parsed));
            return ExitCode.Done;
        });
    }

    private static void Write(Terminal terminal, IReadOnlyList<StatementLine> lines, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, lines, (json, line) =>
            {
                json.WriteNumber("row", line.Row);
                json.WriteString("time", line.Time);
                json.WriteString("what", line.What);
                json.WriteString("account", line.Account);
                json.WriteString("unit", line.Unit);
                json.WriteNumber("amount", line.Amount);
                json.WriteNumber("balance", line.Balance);
            });
            terminal.Output.WriteLine();
            return;
        }

        if (format == OutputFormat.Csv)
        {
            terminal.Output.WriteLine(CsvText.Line("row", "time", "what", "account", "unit", "amount", "balance"));
            foreach (var line in lines)
            {
                terminal.Output.WriteLine(CsvText.Line(
                    line.Row, TimeText.Of(line.Time), line.What, line.Account, line.Unit,
                    Number(line.Unit, line.Amount), Number(line.Unit, line.Balance)));
            }

            return;
        }

        var table = new TextTable(
            new("ROW"), TableColumn.Words("TIME"), TableColumn.Words("WHAT"), new("AMOUNT"), new("BALANCE"), TableColumn.Words("UNIT"),
            TableColumn.Words("ACCOUNT"));
        foreach (var line in lines)
        {
            table.Add(
                line.Row.ToString(CultureInfo.InvariantCulture), TimeText.Of(line.Time), line.What,
                Amount(line.Unit, line.Amount), Amount(line.Unit, line.Balance), line.Unit, line.Account);
        }

        table.Write(terminal);
    }

    private static string Amount(string unit, long amount) => unit == Books.GpuSeconds
        ? amount.ToString(CultureInfo.InvariantCulture)
        : Headroom.Exchange.Money.Text(amount);

    // A number, that a spreadsheet adds up.
    private static decimal Number(string unit, long amount) =>
        unit == Books.GpuSeconds ? amount : (decimal)amount / Headroom.Exchange.Money.Micro;
}
