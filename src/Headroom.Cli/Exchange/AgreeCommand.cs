using System.CommandLine;
using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom agree</c>: proposes, changes, signs and ends agreements.</summary>
internal static class AgreeCommand
{
    public static Command Create(Terminal terminal) => new("agree", "Propose, change, sign and end agreements between owners of data, compute and models.")
    {
        Propose(terminal), Counter(terminal),
        Act(terminal, "sign", "Sign the terms as they stand.", agreement => new Agreed(agreement.Id, agreement.Version)),
        Act(terminal, "end", "Say no, or end what is in force: nothing starts any more, and what ran is still paid.", agreement => new Ended(agreement.Id, agreement.Version)),
        Show(terminal), List(terminal), AgreeCheck.Create(terminal),
    };

    private static DocumentedCommand Propose(Terminal terminal)
    {
        var data = new Argument<string>("data") { Description = "Id of the data", HelpName = "DATA" };
        var compute = new Argument<string>("compute") { Description = "Id of the compute", HelpName = "COMPUTE" };
        var (key, draft) = (ExchangeOptions.Key(), new AgreementDraft());
        var command = new DocumentedCommand(
            "propose", "Propose what 'headroom match' found for data and compute, and sign it.",
            "headroom agree propose 3fa1b2c4d5e6 9c8b7a6f5e4d --command 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03 --key owner.key")
        {
            data, compute, key,
        };
        draft.AddTo(command);
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var (one, other) = (parsed.GetRequiredValue(data), parsed.GetRequiredValue(compute));
            var dataId = (await ExchangeOptions.ListingAsync(dealing.Exchange, one)).Id;
            var computeId = (await ExchangeOptions.ListingAsync(dealing.Exchange, other)).Id;
            var match = (await dealing.Exchange.MatchesAsync(listing: null)).Made
                .FirstOrDefault(match => match.Data.Id == dataId && match.Compute.Id == computeId)
                ?? throw new CommandFailure(ExitCode.Refused, $"they are not brought together; 'headroom match --for {one}' says why.");
            var terms = draft.Of(parsed, match, terminal.Clock.GetUtcNow());
            var entry = await dealing.Exchange.AddAsync(owner, new Proposed(terms));
            terminal.Output.WriteLine($"proposed as {ExchangeOptions.Short(entry.Id)}");
            return ExitCode.Done;
        });
    }

    private static DocumentedCommand Counter(Terminal terminal)
    {
        var (id, key, draft) = (ExchangeOptions.AgreementId(), ExchangeOptions.Key(), new AgreementDraft());
        var command = new DocumentedCommand(
            "counter", "Put other terms in the place of those proposed, and sign them; all others have to sign again.",
            "headroom agree counter 3fa1b2c4d5e6 --pay 4200 --key owner.key")
        {
            id, key,
        };
        draft.AddTo(command);
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var agreement = await ExchangeOptions.AgreementAsync(dealing.Exchange, parsed.GetRequiredValue(id));
            var terms = draft.Changed(parsed, agreement.Terms, terminal.Clock.GetUtcNow());
            await dealing.Exchange.AddAsync(owner, new Countered(agreement.Id, agreement.Version, terms));
            terminal.Output.WriteLine("other terms are proposed");
            return ExitCode.Done;
        });
    }

    private static DocumentedCommand Act(
        Terminal terminal, string name, string description, Func<Agreement, ExchangeEvent> act)
    {
        var (id, key) = (ExchangeOptions.AgreementId(), ExchangeOptions.Key());
        var command = new DocumentedCommand(name, description, $"headroom agree {name} 3fa1b2c4d5e6 --key owner.key")
        {
            id, key,
        };
        return command.Deal(terminal, async dealing =>
        {
            using var owner = ExchangeOptions.Opened(terminal, dealing.Parsed, key);
            var before = await ExchangeOptions.AgreementAsync(dealing.Exchange, dealing.Parsed.GetRequiredValue(id));
            var entry = await dealing.Exchange.AddAsync(owner, act(before));
            var agreement = await ExchangeOptions.AgreementAsync(dealing.Exchange, before.Id);
            terminal.Output.WriteLine($"{ExchangeOptions.Short(agreement.Id)} is {agreement.StageAt(entry.Time)}");
            return ExitCode.Done;
        });
    }

    private static DocumentedCommand Show(Terminal terminal)
    {
        var id = ExchangeOptions.AgreementId();
        var command = new DocumentedCommand("show", "Print the terms of an agreement as they are signed.", "headroom agree show 3fa1b2c4d5e6") { id };
        return command.Deal(terminal, async dealing =>
        {
            var agreement = await ExchangeOptions.AgreementAsync(dealing.Exchange, dealing.Parsed.GetRequiredValue(id));
            terminal.Output.WriteLine(Encoding.UTF8.GetString(agreement.Terms.Text()));
            return ExitCode.Done;
        });
    }

    private static DocumentedCommand List(Terminal terminal)
    {
        var command = new DocumentedCommand("list", "List agreements and how far they are.", "headroom agree list");
        return command.Deal(terminal, async dealing =>
        {
            var table = new TextTable(
                TableColumn.Words("ID"), TableColumn.Words("STAGE"), new("SIGNED"), new("GPU-HOURS"), new("USED"), new("PAYS"),
                TableColumn.Words("UNTIL"), TableColumn.Words("DATA"), TableColumn.Words("COMPUTE"));
            foreach (var (agreement, data, compute) in await dealing.Exchange.AgreementsAsync())
            {
                var terms = agreement.Terms;
                table.Add(
                    ExchangeOptions.Short(agreement.Id), agreement.StageAt(terminal.Clock.GetUtcNow()).ToString(),
                    string.Create(CultureInfo.InvariantCulture, $"{agreement.Signers.Count} of {terms.Parties.Signers.Count}"),
                    NumberText.Decimals(terms.Jobs.GpuSecondsMax / 3600.0, 1),
                    NumberText.Decimals(agreement.GpuSeconds / 3600.0, 1),
                    $"{Money.Text(terms.Payment.ComputeMicro)} {terms.Payment.Currency}", TimeText.Of(terms.Until),
                    DisplayWidth.Printable(data), DisplayWidth.Printable(compute));
            }

            table.Write(terminal);
            return ExitCode.Done;
        });
    }
}
