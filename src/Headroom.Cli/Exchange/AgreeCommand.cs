using System.CommandLine;
using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
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
        var (folder, key, draft) = (ExchangeOptions.Folder(), ExchangeOptions.Key(), new AgreementDraft());
        var command = new DocumentedCommand(
            "propose", "Propose what 'headroom match' found for data and compute, and sign it.",
            "headroom agree propose 3fa1b2c4d5e6 9c8b7a6f5e4d --command 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03 --key owner.key")
        {
            data, compute, folder, key,
        };
        draft.AddTo(command);
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var (one, other) = (parsed.GetRequiredValue(data), parsed.GetRequiredValue(compute));
            var (entry, _) = new ExchangeFolder(parsed.GetRequiredValue(folder)).Append(owner, terminal.Clock, state =>
            {
                var dataId = ExchangeOptions.ListingOf(state, one).Id;
                var computeId = ExchangeOptions.ListingOf(state, other).Id;
                var match = MatchCommand.Of(terminal, state.Active).Made
                    .FirstOrDefault(match => match.Data.Id == dataId && match.Compute.Id == computeId)
                    ?? throw new CommandFailure(ExitCode.Refused, $"they are not brought together; 'headroom match --for {one}' says why.");
                return new Proposed(draft.Of(parsed, match, terminal.Clock.GetUtcNow()));
            });
            terminal.Output.WriteLine($"proposed as {ExchangeOptions.Short(entry.Id)}");
            return ExitCode.Done;
        }));
        return command;
    }

    private static DocumentedCommand Counter(Terminal terminal)
    {
        var (id, draft) = (ExchangeOptions.AgreementId(), new AgreementDraft());
        var (folder, key) = (ExchangeOptions.Folder(), ExchangeOptions.Key());
        var command = new DocumentedCommand(
            "counter", "Put other terms in the place of those proposed, and sign them; all others have to sign again.",
            "headroom agree counter 3fa1b2c4d5e6 --pay 4200 --key owner.key")
        {
            id, folder, key,
        };
        draft.AddTo(command);
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            new ExchangeFolder(parsed.GetRequiredValue(folder)).Append(owner, terminal.Clock, state =>
            {
                var agreement = ExchangeOptions.AgreementOf(state, parsed.GetRequiredValue(id));
                var terms = draft.Changed(parsed, agreement.Terms, terminal.Clock.GetUtcNow());
                return new Countered(agreement.Id, agreement.Version, terms);
            });
            terminal.Output.WriteLine("other terms are proposed");
            return ExitCode.Done;
        }));
        return command;
    }

    private static DocumentedCommand Act(
        Terminal terminal, string name, string description, Func<Agreement, ExchangeEvent> act)
    {
        var (id, folder, key) = (ExchangeOptions.AgreementId(), ExchangeOptions.Folder(), ExchangeOptions.Key());
        var command = new DocumentedCommand(name, description, $"headroom agree {name} 3fa1b2c4d5e6 --key owner.key")
        {
            id, folder, key,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var (entry, state) = new ExchangeFolder(parsed.GetRequiredValue(folder)).Append(
                owner, terminal.Clock, state => act(ExchangeOptions.AgreementOf(state, parsed.GetRequiredValue(id))));
            var agreement = ExchangeOptions.AgreementOf(state, parsed.GetRequiredValue(id));
            terminal.Output.WriteLine($"{ExchangeOptions.Short(agreement.Id)} is {agreement.StageAt(entry.Time)}");
            return ExitCode.Done;
        }));
        return command;
    }

    private static DocumentedCommand Show(Terminal terminal)
    {
        var (id, folder) = (ExchangeOptions.AgreementId(), ExchangeOptions.Folder());
        var command = new DocumentedCommand("show", "Print the terms of an agreement as they are signed.", "headroom agree show 3fa1b2c4d5e6") { id, folder };
        command.SetAction(parsed =>
        {
            var state = new ExchangeFolder(parsed.GetRequiredValue(folder)).Read().State;
            var agreement = ExchangeOptions.AgreementOf(state, parsed.GetRequiredValue(id));
            terminal.Output.WriteLine(Encoding.UTF8.GetString(agreement.Terms.Text()));
            return ExitCode.Done;
        });
        return command;
    }

    private static DocumentedCommand List(Terminal terminal)
    {
        var folder = ExchangeOptions.Folder();
        var command = new DocumentedCommand("list", "List agreements and how far they are.", "headroom agree list") { folder };
        command.SetAction(parsed =>
        {
            var state = new ExchangeFolder(parsed.GetRequiredValue(folder)).Read().State;
            var table = new TextTable(
                TableColumn.Words("ID"), TableColumn.Words("STAGE"), new("SIGNED"), new("GPU-HOURS"), new("USED"), new("PAYS"),
                TableColumn.Words("UNTIL"), TableColumn.Words("DATA"), TableColumn.Words("COMPUTE"));
            foreach (var agreement in state.Agreements)
            {
                var terms = agreement.Terms;
                table.Add(
                    ExchangeOptions.Short(agreement.Id), agreement.StageAt(terminal.Clock.GetUtcNow()).ToString(),
                    string.Create(CultureInfo.InvariantCulture, $"{agreement.Signers.Count} of {terms.Parties.Signers.Count}"),
                    NumberText.Decimals(terms.Jobs.GpuSecondsMax / 3600.0, 1),
                    NumberText.Decimals(agreement.GpuSeconds / 3600.0, 1),
                    $"{Money.Text(terms.Payment.ComputeMicro)} {terms.Payment.Currency}", TimeText.Of(terms.Until),
                    NameOf(state, terms.Parties.DataId), NameOf(state, terms.Parties.ComputeId));
            }

            table.Write(terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static string NameOf(ExchangeState state, string listing) => state.ListingOf(listing)!.Terms.Name;
}
