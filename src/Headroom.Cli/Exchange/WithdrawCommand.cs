using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange.Journal;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom withdraw</c>: takes a listing back.</summary>
internal static class WithdrawCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var id = new Argument<string>("listing") { Description = "Id of the listing, or its first letters", HelpName = "ID" };
        var key = ExchangeOptions.Key();
        var command = new DocumentedCommand(
            "withdraw", "Take a listing back. Agreements that were made on it go on.", "headroom withdraw 3fa1b2c4d5e6 --key owner.key")
        {
            id, key,
        };
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var word = parsed.GetRequiredValue(id);
            var listing = await ExchangeOptions.ListingAsync(dealing.Exchange, word);
            await dealing.Exchange.AddAsync(owner, new Withdrawn(listing.Id));
            terminal.Output.WriteLine($"{word} is withdrawn");
            return ExitCode.Done;
        });
    }
}
