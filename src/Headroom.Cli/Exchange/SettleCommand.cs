using System.CommandLine;
using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom settle</c>: deposits, what jobs took, and payment for it.</summary>
internal static class SettleCommand
{
    private static readonly Option<string> Job = new("--job") { Description = "Name of the job", HelpName = "NAME", Required = true };
    private static readonly Option<string> Evidence = new("--evidence") { Description = "File that shows it; its SHA-256 is booked", HelpName = "FILE", Required = true };
    private static readonly Option<long> Seconds = new("--gpu-seconds") { Description = "GPU-seconds", HelpName = "SECONDS", Required = true };

    public static Command Create(Terminal terminal) => new("settle", "Book deposits, report what jobs took, pay for it, object and decide.")
    {
        Payment(terminal, "deposit", "Book money that an owner paid in (by whoever opened the exchange).", (owner, currency, micro, reference) => new Deposited(owner, currency, micro, reference)),
        Payment(terminal, "payout", "Book money that was paid out to an owner (by whoever opened the exchange).", (owner, currency, micro, reference) => new PaidOut(owner, currency, micro, reference)),
        Under(terminal, "report", "Say what a job took (by the owner of the compute).", [Job, Seconds, Evidence], (parsed, it) => new Reported(it.Id, parsed.GetRequiredValue(Job), parsed.GetRequiredValue(Seconds), DigestOf(parsed))),
        Under(terminal, "pay", "Pay what was reported (by the payer, or by anyone of them when the time to object is over).", [Job], (parsed, it) => new Settled(it.Id, parsed.GetRequiredValue(Job))),
        Under(terminal, "dispute", "Object to what was reported (by the payer).", [Job, Evidence], (parsed, it) => new Disputed(it.Id, parsed.GetRequiredValue(Job), DigestOf(parsed))),
        Under(terminal, "resolve", "Decide what is paid for a job under dispute (by whoever opened the exchange).", [Job, Seconds], (parsed, it) => new Resolved(it.Id, parsed.GetRequiredValue(Job), parsed.GetRequiredValue(Seconds))),
        Under(terminal, "close", "Take back what is left when nothing can be reported any more (by the payer).", [], (_, it) => new Closed(it.Id)),
    };

    private static DocumentedCommand Payment(
        Terminal terminal, string name, string description, Func<string, string, long, string, ExchangeEvent> make)
    {
        var owner = new Option<string>("--owner") { Description = "Public key of the owner, or his key file", HelpName = "KEY", Required = true };
        var amount = new Option<string>("--amount") { Description = "How much", HelpName = "AMOUNT", Required = true };
        var currency = new Option<string>("--currency") { Description = "Code of the currency", HelpName = "CODE", DefaultValueFactory = _ => "CNY" };
        var reference = new Option<string>("--reference") { Description = "What the bank calls it; the same one is booked once", HelpName = "TEXT", Required = true };
        var key = ExchangeOptions.Key();
        var command = new DocumentedCommand(
            name, description, $"headroom settle {name} --owner data.key --amount 20000 --reference bank-17 --key operator.key")
        {
            owner, amount, currency, reference, key,
        };
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            using var author = ExchangeOptions.Opened(terminal, parsed, key);
            var whose = SealCommand.KeyOf(parsed.GetRequiredValue(owner)).ToString();
            var micro = ExchangeOptions.MoneyOf("--amount", parsed.GetRequiredValue(amount));
            var happened = make(whose, parsed.GetRequiredValue(currency), micro, parsed.GetRequiredValue(reference));
            await dealing.Exchange.AddAsync(author, happened);
            terminal.Output.WriteLine("booked");
            return ExitCode.Done;
        });
    }

    private static DocumentedCommand Under(
        Terminal terminal, string name, string description, Option[] options,
        Func<ParseResult, Agreement, ExchangeEvent> make)
    {
        var id = ExchangeOptions.AgreementId();
        var key = ExchangeOptions.Key();
        var given = string.Concat(options.Select(option =>
            option == Job ? " --job job-1" : option == Seconds ? " --gpu-seconds 3600" : " --evidence log.txt"));
        var command = new DocumentedCommand(
            name, description, $"headroom settle {name} 3fa1b2c4d5e6{given} --key owner.key") { id, key };
        foreach (var option in options) command.Add(option);
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            using var author = ExchangeOptions.Opened(terminal, parsed, key);
            var agreement = await ExchangeOptions.AgreementAsync(dealing.Exchange, parsed.GetRequiredValue(id));
            await dealing.Exchange.AddAsync(author, make(parsed, agreement));
            terminal.Output.WriteLine("booked");
            return ExitCode.Done;
        });
    }

    private static string DigestOf(ParseResult parsed)
    {
        using var file = File.OpenRead(parsed.GetRequiredValue(Evidence));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
