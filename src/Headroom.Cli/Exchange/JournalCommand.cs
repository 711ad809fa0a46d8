using System.CommandLine;
using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange.Journal;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom journal</c>: checks every row of an exchange, and writes them elsewhere.</summary>
internal static class JournalCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var output = new Option<string?>("--out") { Description = "File that gets all rows; must not be there", HelpName = "FILE" };
        var command = new DocumentedCommand(
            "journal", "Check every signature and hash of an exchange, and print the head of its journal: noted elsewhere it shows later whether rows were changed or cut off.",
            "headroom journal", "headroom journal --server http://127.0.0.1:7433 --out journal.jsonl")
        {
            output,
        };
        return command.Deal(terminal, async dealing =>
        {
            var journal = await dealing.Exchange.JournalAsync();
            if (dealing.Parsed.GetValue(output) is { } path) Write(path, journal);
            var table = new TextTable(TableColumn.Words("FIGURE"), TableColumn.Words("VALUE"));
            table.Add("exchange", $"{DisplayWidth.Printable(journal.State.Name)} {ExchangeOptions.Short(journal.State.Id)}");
            table.Add("operator", journal.State.Operator!.Id);
            table.Add("rows that hold", journal.Events.Count.ToString("N0", CultureInfo.InvariantCulture));
            table.Add("last event", TimeText.Of(journal.State.Time));
            table.Add("head", journal.Head);
            table.Write(terminal);
            return ExitCode.Done;
        });
    }

    private static void Write(string path, JournalReader journal)
    {
        if (Path.Exists(path)) throw new CommandFailure(ExitCode.WrongUse, $"{path} is there already; name another file with --out.");

        var text = new StringBuilder();
        for (var row = 0; row < journal.Events.Count; row++)
        {
            var previous = row == 0 ? JournalText.Nothing : journal.Hashes[row - 1];
            text.Append(Encoding.UTF8.GetString(JournalText.Row(journal.Events[row], previous)));
        }

        WholeFile.At(path).Write(text.ToString());
    }
}
