using Headroom.Metering.Pricing;

namespace Headroom.Metering.Accounts;

/// <summary>
/// Adds up what was used and what it costs, in whole numbers: neither the order of parts nor how they are cut changes a
/// sum. Not thread-safe.
/// </summary>
/// <param name="book">Prices.</param>
/// <param name="calendar">Whose days are told apart.</param>
/// <param name="keys">By what use is told apart.</param>
public sealed class UsageMeter(PriceBook book, BillingCalendar calendar, UsageKeys keys)
{
    /// <summary>Most rows of one report: what a client can still read in one answer.</summary>
    public const int RowsMax = 100_000;

    private readonly SortedDictionary<Key, Sum> _sums = new(Key.Order);

    /// <summary>Whether there are more rows than a report may have; no more are added then.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Rows by tenant, chip model, region, job and day, as far as they are told apart.</summary>
    public IReadOnlyList<UsageRow> Rows =>
    [
        .. _sums.Select(row => new UsageRow(
            row.Key.Tenant,
            row.Key.Chip,
            row.Key.Region,
            row.Key.Job,
            row.Key.Day,
            row.Value.Micro,
            row.Value.Cost,
            row.Value.UnpricedMicro)),
    ];

    /// <summary>Adds a part.</summary>
    public void Add(UsePart part)
    {
        foreach (var piece in Piece.Of(part, book))
        {
            if (!keys.HasFlag(UsageKeys.Day)) Add(part, piece.Began, piece);
            else AddByDay(part, piece);
        }
    }

    private void AddByDay(UsePart part, Piece piece)
    {
        // A sum is of one quarter hour, and so of one day.
        for (var at = piece.Began; at < piece.Ended;)
        {
            var next = part.Job is null ? piece.Ended : Math.Min(piece.Ended, calendar.NextDay(at));
            Add(part, at, piece with { Began = at, Ended = next, Micro = part.MicroBetween(at, next) });
            at = next;
        }
    }

    private void Add(UsePart part, long at, Piece piece)
    {
        var key = new Key(
            keys.HasFlag(UsageKeys.Tenant) ? part.Tenant : null,
            keys.HasFlag(UsageKeys.Chip) ? part.Chip : null,
            keys.HasFlag(UsageKeys.Region) ? part.Region : null,
            keys.HasFlag(UsageKeys.Job) ? part.Job : null,
            keys.HasFlag(UsageKeys.Day) ? calendar.DayOf(at) : null);
        if (!_sums.TryGetValue(key, out var sum))
        {
            IsTooLarge |= _sums.Count == RowsMax;
            if (IsTooLarge) return;

            _sums.Add(key, sum = new Sum());
        }

        sum.Micro += piece.Micro;
        sum.Cost += piece.Cost;
        if (piece.PriceMicro is null) sum.UnpricedMicro += piece.Micro;
    }

    private sealed record Key(string? Tenant, string? Chip, string? Region, long? Job, DateOnly? Day)
    {
        public static IComparer<Key> Order { get; } = Comparer<Key>.Create((one, other) =>
        {
            var order = string.CompareOrdinal(one.Tenant, other.Tenant);
            if (order == 0) order = string.CompareOrdinal(one.Chip, other.Chip);
            if (order == 0) order = string.CompareOrdinal(one.Region, other.Region);
            if (order == 0) order = Nullable.Compare(one.Job, other.Job);
            return order == 0 ? Nullable.Compare(one.Day, other.Day) : order;
        });
    }

    private sealed class Sum
    {
        public Int128 Micro { get; set; }

        public Int128 Cost { get; set; }

        public Int128 UnpricedMicro { get; set; }
    }
}
