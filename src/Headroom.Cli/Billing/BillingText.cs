using System.Globalization;
using Headroom.Client.Billing;

namespace Headroom.Cli.Billing;

/// <summary>Prices and budgets as lines, each with what it is of and what it says.</summary>
internal static class BillingText
{
    /// <summary>All lines, in the order of the request.</summary>
    public static IReadOnlyList<(string Of, string Says)> Lines(BillingRequest rules) =>
    [
        ("currency", $"{rules.Currency}{(rules.Digits is { } digits ? $" with {digits} digits" : "")}"),
        ("zone", rules.Zone),
        .. rules.Prices.Select(price => (PriceName(price), Hours(price.Price))),
        .. rules.Budgets.GroupBy(BudgetName).Select(group => (group.Key, string.Join("; ", group.Select(Limits)))),
    ];

    /// <summary>What is new, gone or other, one line each.</summary>
    public static IReadOnlyList<string> Changes(BillingRequest? before, BillingRequest after)
    {
        var old = before is null ? [] : Lines(before).ToDictionary(line => line.Of, line => line.Says);
        var now = Lines(after);
        return
        [
            .. now.Where(line => !old.ContainsKey(line.Of)).Select(line => $"+ {line.Of}: {line.Says}"),
            .. now.Where(line => old.TryGetValue(line.Of, out var says) && says != line.Says)
                .Select(line => $"~ {line.Of}: {old[line.Of]} -> {line.Says}"),
            .. (before is null ? [] : Lines(before))
                .Where(line => now.All(other => other.Of != line.Of)).Select(line => $"- {line.Of}: {line.Says}"),
        ];
    }

    private static string PriceName(PriceRequest price) =>
        price.Region.Length > 0 ? $"price of {price.Chip} in {price.Region}" : $"price of {price.Chip}";

    private static string BudgetName(BudgetRequest budget)
    {
        var chip = budget.Chip.Length > 0 ? $" on {budget.Chip}" : "";
        var period = budget.Period switch
        {
            BudgetSpan.Month => "a month",
            BudgetSpan.Total => "in total",
            _ => string.Create(
                CultureInfo.InvariantCulture, $"from {budget.From:yyyy-MM-dd} to {budget.To:yyyy-MM-dd}"),
        };
        return $"budget of {budget.Tenant}{chip} {period}";
    }

    private static string Limits(BudgetRequest budget)
    {
        var hours = budget.Hours is { } most ? $"{MoneyText.Plain(most)} GPU-hours" : "";
        var money = budget.Money is { } limit ? $"money {MoneyText.Plain(limit)}" : "";
        var both = hours.Length > 0 && money.Length > 0 ? $"{hours}, {money}" : hours + money;
        var end = budget.Stops ? "then nothing starts" : "then goes on";
        return string.Create(CultureInfo.InvariantCulture, $"{both}, warns at {budget.Warn} %, {end}");
    }

    // Equal neighbours are one span: hours from the first until the end of the last.
    private static string Hours(IReadOnlyList<decimal> hours)
    {
        if (hours.Count == 1) return $"{MoneyText.Plain(hours[0])} an hour";

        var spans = new List<string>();
        for (var from = 0; from < hours.Count;)
        {
            var to = from;
            while (to < hours.Count && hours[to] == hours[from]) to++;
            spans.Add(string.Create(
                CultureInfo.InvariantCulture, $"{MoneyText.Plain(hours[from])} from {from:00}:00 to {to:00}:00"));
            from = to;
        }

        return string.Join(", ", spans);
    }
}
