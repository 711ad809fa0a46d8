using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Exchange;

/// <summary>What the commands of an exchange share: where it is, and who acts.</summary>
internal static class ExchangeOptions
{
    private const int PrefixMin = 6;

    public static Option<string> Folder() => new("--exchange")
    {
        Description = "Folder of the exchange [default: exchange]",
        HelpName = "DIR",
        DefaultValueFactory = _ => "exchange",
    };

    public static Argument<string> AgreementId() => new("agreement")
    {
        Description = "Id of the agreement, or its first letters",
        HelpName = "ID",
    };

    public static Option<string> Key() => new("--key")
    {
        Description = "Key that signs: 'headroom key new --kind sign' makes one",
        HelpName = "FILE",
        Required = true,
    };

    public static DefaultedOption<OutputFormat> Output() => Choices.One(
        "--output", "output", "How it is printed", ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv));

    public static KeyPair Opened(Terminal terminal, ParseResult parsed, Option<string> key) =>
        KeyOptions.Read(terminal, parsed.GetRequiredValue(key));

    /// <summary>The listing that a word names: the first letters of an id, at least six.</summary>
    public static async Task<Listing> ListingAsync(IExchange exchange, string word) => One(
        [.. (await exchange.ListingsAsync()).Where(listing => Names(listing.Id, word))], word, "listing",
        "headroom listings");

    /// <summary>The agreement that a word names.</summary>
    public static async Task<Agreement> AgreementAsync(IExchange exchange, string word) => One(
        [.. (await exchange.AgreementsAsync()).Select(seen => seen.Agreement).Where(one => Names(one.Id, word))],
        word, "agreement", "headroom agree list");

    /// <summary>The agreement that a word names in a folder.</summary>
    public static Agreement AgreementOf(ExchangeState state, string word) =>
        One([.. state.Agreements.Where(agreement => Names(agreement.Id, word))], word, "agreement", "headroom agree list");

    /// <summary>An amount of money, in millionths.</summary>
    public static long MoneyOf(string option, string text) => Money.TryParse(text, out var micro)
        ? micro
        : throw new CommandFailure(ExitCode.WrongUse, $"{option} '{text}' is no amount; write 4200 or 12.50.");

    /// <summary>Whether a word is the beginning of an id.</summary>
    public static bool Names(string id, string word) =>
        word.Length >= PrefixMin && id.StartsWith(word, StringComparison.Ordinal);

    /// <summary>The one that was found; a failure where there are none or several.</summary>
    public static T One<T>(IReadOnlyList<T> found, string word, string what, string lists) => found.Count switch
    {
        1 => found[0],
        0 => throw new CommandFailure(ExitCode.NotFound, $"there is no {what} '{word}'; '{lists}' lists them, and at least {PrefixMin} letters of an id are needed."),
        _ => throw new CommandFailure(ExitCode.WrongUse, $"'{word}' names {found.Count} of them; write more letters of the id."),
    };

    /// <summary>An id as people write it.</summary>
    public static string Short(string id) => id[..12];
}
