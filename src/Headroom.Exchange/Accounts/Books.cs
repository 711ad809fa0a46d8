namespace Headroom.Exchange.Accounts;

/// <summary>A side of a double entry.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Unit">GPU-seconds, or the code of a currency of which it is millionths.</param>
/// <param name="Amount">What comes in; below zero for what goes out.</param>
public sealed record Posting(string Account, string Unit, long Amount);

/// <summary>What is on an account.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Unit">In what.</param>
/// <param name="Amount">How much.</param>
public sealed record Balance(string Account, string Unit, long Amount);

/// <summary>
/// Double entries: whatever goes to one account comes from others, so that all accounts of a unit add up to zero after
/// each of them. Belongs to one thread.
/// </summary>
public sealed class Books
{
    /// <summary>Unit of accelerators times time.</summary>
    public const string GpuSeconds = "GPU-s";

    private static readonly Comparer<(string Account, string Unit)> InOrder =
        Comparer<(string Account, string Unit)>.Create((left, right) =>
            string.CompareOrdinal(left.Account, right.Account) is not 0 and var byAccount
                ? byAccount
                : string.CompareOrdinal(left.Unit, right.Unit));

    private readonly List<(Posting Posting, long Balance)> _last = [];
    private readonly SortedDictionary<(string Account, string Unit), long> _balances = new(InOrder);

    /// <summary>What is on an account; 0 where nothing ever was.</summary>
    public long this[string account, string unit] => _balances.GetValueOrDefault((account, unit));

    /// <summary>All accounts that something was ever on, by account and unit.</summary>
    public IReadOnlyList<Balance> Balances =>
        [.. _balances.Select(balance => new Balance(balance.Key.Account, balance.Key.Unit, balance.Value))];

    /// <summary>What the last event came to, in order, with what was on each account then.</summary>
    public IReadOnlyList<(Posting Posting, long Balance)> Last => _last;

    /// <summary>Begins the entries of an event.</summary>
    internal void Begin() => _last.Clear();

    /// <summary>Moves an amount from one account to another.</summary>
    internal void Move(string from, string to, string unit, long amount)
    {
        if (amount == 0) return;

        Add(new Posting(from, unit, -amount));
        Add(new Posting(to, unit, amount));
    }

    private void Add(Posting posting)
    {
        var key = (posting.Account, posting.Unit);
        var balance = checked(_balances.GetValueOrDefault(key) + posting.Amount);
        _balances[key] = balance;
        _last.Add((posting, balance));
    }
}
