using Headroom.Client.Billing;
using Headroom.Cluster.Tenancy;
using Headroom.Metering;
using Headroom.Metering.Accounts;
using Headroom.Metering.Pricing;
using Headroom.Server.Billing;
using Headroom.Storage.Reading;

namespace Headroom.Server.Views;

/// <summary>What was used and what it costs, as the API shows it.</summary>
internal static class UsageViews
{
    /// <summary>
    /// Rows by chip model and by what was asked for, made rows by what was asked for: seconds of accelerators and of
    /// cores are different things. Costs of the rows add up to that of the whole.
    /// </summary>
    public static IReadOnlyList<UsageRowView> RowsOf(IReadOnlyList<UsageRow> rows, UsageKeys keys, Currency? currency)
    {
        var groups = rows
            .GroupBy(row => row with
            {
                Chip = keys.HasFlag(UsageKeys.Chip) ? row.Chip : null,
                Micro = 0,
                Cost = 0,
                UnpricedMicro = 0,
            })
            .OrderBy(group => group.Key.Tenant, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Chip, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Region, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Job)
            .ThenBy(group => group.Key.Day)
            .Select(group => (group.Key, Rows: group.ToList()))
            .ToList();
        var costs = currency is null
            ? null
            : Amounts.Split([.. groups.Select(group => Sum(group.Rows, row => row.Cost))], currency);
        return
        [
            .. groups.Select((group, index) => new UsageRowView
            {
                Tenant = group.Key.Tenant,
                Chip = group.Key.Chip,
                Region = group.Key.Region,
                Job = group.Key.Job,
                Day = group.Key.Day,
                GpuSeconds = Numbers.Seconds(Sum(group.Rows, row => row.Chip == Quota.Cpu ? 0 : row.Micro)),
                CpuSeconds = Numbers.Seconds(Sum(group.Rows, row => row.Chip == Quota.Cpu ? row.Micro : 0)),
                Cost = costs is null ? null : Numbers.Money(costs[index], currency!),
                UnpricedSeconds = Numbers.Seconds(Sum(group.Rows, row => row.UnpricedMicro)),
            }),
        ];
    }

    /// <summary>Seconds of accelerators of all rows.</summary>
    public static decimal GpuSecondsOf(IReadOnlyList<UsageRow> rows) =>
        Numbers.Seconds(Sum(rows, row => row.Chip == Quota.Cpu ? 0 : row.Micro));

    /// <summary>What all rows cost; null where nothing has a price.</summary>
    public static decimal? CostOf(IReadOnlyList<UsageRow> rows, Currency? currency) =>
        currency is null ? null : Numbers.Money(Sum(rows, row => row.Cost), currency);

    /// <summary>What one job has used so far; null where the first of it is no longer kept by job.</summary>
    public static (decimal GpuSeconds, decimal? Cost)? OfJob(JobDetails details, PriceList prices, long now)
    {
        if (Using.Of(details, now) is not { } parts) return null;

        var meter = new UsageMeter(prices.Book, prices.Calendar, UsageKeys.Chip);
        foreach (var part in parts) meter.Add(part);
        return (GpuSecondsOf(meter.Rows), CostOf(meter.Rows, prices.Rules?.Currency));
    }

    /// <summary>An invoice.</summary>
    public static InvoiceView Of(Invoice invoice, BillingMonth month, PriceList prices, long now)
    {
        var (calendar, currency) = (prices.Calendar, prices.Rules!.Currency);
        return new InvoiceView
        {
            Tenant = invoice.Tenant,
            Month = month.ToString(),
            From = month.Begin(calendar),
            Before = month.End(calendar),
            IsFinal = month.End(calendar) <= now,
            Currency = currency.Code,
            Lines =
            [
                .. invoice.Lines.Select(line => new InvoiceLineView(
                    line.Chip,
                    line.Region,
                    Numbers.Seconds(line.Micro),
                    Numbers.Money(line.AmountMinor, currency),
                    line.PriceMicro is { } price ? Numbers.Micro(price) : null)),
            ],
            GpuSeconds = Numbers.Seconds(
                invoice.Lines.Aggregate(Int128.Zero, (sum, line) => sum + (line.Chip == Quota.Cpu ? 0 : line.Micro))),
            Total = Numbers.Money(invoice.TotalMinor, currency),
        };
    }

    private static Int128 Sum(IReadOnlyList<UsageRow> rows, Func<UsageRow, Int128> of) =>
        rows.Aggregate(Int128.Zero, (sum, row) => sum + of(row));
}
