using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Accounts;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;
using Headroom.Privacy.Keys;
using Headroom.Server.Agreements;

namespace Headroom.Cli.Exchange;

/// <summary>An exchange in a folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="clock">The clock.</param>
internal sealed class FolderExchange(string folder, TimeProvider clock) : IExchange
{
    private const int RefusedMax = 1_000_000;

    private readonly ExchangeJournal _journal = new(folder);

    /// <summary>Everything so far, each row checked.</summary>
    public JournalReader Read() => File.Exists(_journal.Path)
        ? PrivacyFailure.Told(() => _journal.Read(reader => reader))
        : throw new CommandFailure(ExitCode.NotFound, $"{folder}: there is no exchange; 'headroom offer' begins one.");

    /// <inheritdoc/>
    public Task<string> IdAsync() => Task.FromResult(Read().State.Id);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Listing>> ListingsAsync() =>
        Task.FromResult<IReadOnlyList<Listing>>([.. Read().State.Active]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeenAgreement>> AgreementsAsync()
    {
        var state = Read().State;
        return Task.FromResult<IReadOnlyList<SeenAgreement>>(
        [
            .. state.Agreements.Select(agreement => new SeenAgreement(
                agreement, state.ListingOf(agreement.Terms.Parties.DataId)!.Terms.Name,
                state.ListingOf(agreement.Terms.Parties.ComputeId)!.Terms.Name)),
        ]);
    }

    /// <inheritdoc/>
    public Task<SeenMatches> MatchesAsync(string? listing)
    {
        var now = clock.GetUtcNow();
        var result = Matcher.Match([.. Read().State.Active.Where(one => one.Terms.Until > now)]);
        return Task.FromResult(listing is null
            ? new SeenMatches(result.Made, [])
            : new SeenMatches(
                [.. result.Made.Where(match => match.Data.Id == listing || match.Compute.Id == listing)],
                [.. result.RefusedOf(listing).Take(RefusedMax)]));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatementLine>> StatementAsync(PublicKey? owner)
    {
        var account = owner is null ? null : AccountNames.Owner(owner);
        return Task.FromResult<IReadOnlyList<StatementLine>>(
            [.. Read().Lines.Where(line => account is null || line.Account == account)]);
    }

    /// <inheritdoc/>
    public Task<JournalReader> JournalAsync() => Task.FromResult(Read());

    /// <inheritdoc/>
    public Task<SignedEvent> AddAsync(KeyPair author, ExchangeEvent happened)
    {
        try
        {
            return Task.FromResult(PrivacyFailure.Told(() => _journal.Append(draft =>
            {
                var state = draft.Journal.State;
                if (state.Events == 0) Add(draft, SignedEvent.Make("", author, clock.GetUtcNow(), Opening()));
                var entry = SignedEvent.Make(state.Id, author, clock.GetUtcNow(), happened);
                Add(draft, entry);
                return entry;
            })));
        }
        catch (JournalHeldException fault)
        {
            throw new CommandFailure(ExitCode.Failed, fault.Message);
        }
    }

    private Opened Opening() => new(
        Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    private static void Add(JournalDraft draft, SignedEvent entry)
    {
        if (draft.Add(entry) is { } refusal)
            throw new CommandFailure(ExitCode.Refused, $"{refusal.Kind}: {refusal.Sentence}");
    }
}
