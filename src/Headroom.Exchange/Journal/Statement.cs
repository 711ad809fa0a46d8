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

            foreach (var (posting, balance) in state.Books.Last)
            {
                lines.Add(new StatementLine(
                    row + 1, entry.Time, entry.Happened.GetType().Name, posting.Account, posting.Unit, posting.Amount,
                    balance));
            }
        }

        return lines;
    }
}
