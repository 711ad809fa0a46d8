namespace Headroom.Server.Billing;

/// <summary>What follows from how budgets stand.</summary>
/// <param name="Closed">
/// Tenants of which nothing may start, and until when in milliseconds; null for nobody knows.
/// </param>
/// <param name="Warnings">What those who submit for a tenant are told.</param>
internal sealed record BudgetOrder(
    IReadOnlyDictionary<string, long?> Closed, IReadOnlyDictionary<string, IReadOnlyList<string>> Warnings)
{
    /// <summary>Nothing follows.</summary>
    public static BudgetOrder None { get; } = new(
        new SortedDictionary<string, long?>(), new SortedDictionary<string, IReadOnlyList<string>>());

    /// <summary>What follows from budgets.</summary>
    public static BudgetOrder Of(IReadOnlyList<BudgetNow> budgets, PriceList list)
    {
        var closed = new SortedDictionary<string, long?>(StringComparer.Ordinal);
        var warnings = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var tenant in budgets.GroupBy(budget => budget.Budget.Tenant, StringComparer.Ordinal))
        {
            var said = tenant.Select(budget => BudgetWords.WarningOf(budget, list)).OfType<string>().ToList();
            if (said.Count > 0) warnings.Add(tenant.Key, said);

            // All of them have to be renewed.
            var closing = tenant.Where(budget => budget.IsClosing).Select(budget => budget.Before).ToList();
            if (closing.Count > 0) closed.Add(tenant.Key, closing.Contains(null) ? null : closing.Max());
        }

        return new BudgetOrder(closed, warnings);
    }

    /// <summary>Warnings that an earlier order had not.</summary>
    public IEnumerable<string> NewerThan(BudgetOrder earlier) => Warnings
        .SelectMany(warning => warning.Value)
        .Except(earlier.Warnings.SelectMany(warning => warning.Value), StringComparer.Ordinal);

    /// <summary>Whether the same follows.</summary>
    public bool Equals(BudgetOrder? other) =>
        other is not null && Closed.SequenceEqual(other.Closed)
        && Warnings.Select(Text).SequenceEqual(other.Warnings.Select(Text));

    /// <inheritdoc/>
    public override int GetHashCode() => Closed.Count;

    private static string Text(KeyValuePair<string, IReadOnlyList<string>> warning) =>
        $"{warning.Key}: {string.Join(' ', warning.Value)}";
}
