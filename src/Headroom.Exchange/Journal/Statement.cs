using Headroom.Exchange.Accounts;

namespace Headroom.Exchange.Journal;

/// <summary>An entry of an account.</summary>
/// <param name="Row">Row of the journal, from 1.</param>
/// <param name="Time">When.</param>
/// <param name="What">The event that it follows from.</param>
/// <param name="Account">Whose account.</param>
/// <param name="Unit">GPU-seconds, or a currency of which it is millionths.</param>
/// <param name="Amount">What came in; below zero for what went out.</param>
/// <param name="Balance">What was on the account then.</param>
public sealed record StatementLine(
    int Row, DateTimeOffset Time, string What, string Account, string Unit, long Amount, long Balance);

/// <summary>The entries that follow from events.</summary>
public static class Statement
{
    /// <summary>All entries, in order: what goes out before what comes in of it.</summary>
    /// <exception cref="ExchangeException">The events are not those of an exchange.</exception>
    public static IReadOnlyList<StatementLine> Of(IReadOnlyList<SignedEvent> events)
    {
        var (state, lines) = (new ExchangeState(), new List<StatementLine>());
        for (var row = 0; row < events.Count; row++)
        {
            var entry = events[row];
            if (state.Apply(entry) is { } refusal) throw new ExchangeException($"row {row + 1}: {refusal.Sentence}");

            lines.AddRange(Of(state.Books, row + 1, entry));
        }

        return lines;
    }

    /// <summary>The entries that an event came to, which was the last one.</summary>
    internal static IEnumerable<StatementLine> Of(Books books, int row, SignedEvent entry) =>
        books.Last.Select(last => new StatementLine(
            row, entry.Time, entry.Happened.GetType().Name, last.Posting.Account, last.Posting.Unit,
            last.Posting.Amount, last.Balance));
}
