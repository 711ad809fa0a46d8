using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Profiles;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom offer</c>: puts data, compute or a model on an exchange.</summary>
internal static class OfferCommand
{
    private const int ProfileBytesMax = 1 << 20;

    public static Command Create(Terminal terminal) => new("offer", "Offer data, compute or a model on an exchange, under terms of your own.")
    {
        Kind(terminal, "data", "Offer the use of data; it stays where it is, and only its profile is shown."),
        Kind(terminal, "compute", "Offer GPU-hours."),
        Kind(terminal, "model", "Offer a base model that others may specialise."),
    };

    private static DocumentedCommand Kind(Terminal terminal, string kind, string description)
    {
        var file = new Option<string>("--file", "-f") { Description = "The listing (YAML)", HelpName = "FILE", Required = true };
        var key = ExchangeOptions.Key();
        var command = new DocumentedCommand(kind, description, $"headroom offer {kind} -f {kind}.yaml --key owner.key")
        {
            file, key,
        };
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            using var owner = ExchangeOptions.Opened(terminal, parsed, key);
            var path = parsed.GetRequiredValue(file);
            var listing = ListingFile.Parse(
                TextOf(path, ListingFile.BytesMax), path, kind, owner.Public, profile => ProfileAt(path, profile));
            await dealing.Exchange.AddAsync(owner, new Offered(listing));
            terminal.Output.WriteLine($"{kind} {listing.Terms.Name} is offered as {ExchangeOptions.Short(listing.Id)}");
            return ExitCode.Done;
        });
    }

    // Beside the listing, wherever the command is run.
    private static DataProfile ProfileAt(string listing, string profile)
    {
        var path = Path.Combine(Path.GetDirectoryName(listing) ?? "", profile);
        if (!File.Exists(path)) throw new ExchangeException($"{path} does not exist; 'headroom profile' makes one.");
        return DataProfile.Parse(System.Text.Encoding.UTF8.GetBytes(TextOf(path, ProfileBytesMax)), path);
    }

    private static string TextOf(string path, int most) => new FileInfo(path).Length <= most
        ? File.ReadAllText(path)
        : throw new CommandFailure(ExitCode.WrongUse, $"{path}: longer than {most >> 10} KiB, which no such file is.");
}
