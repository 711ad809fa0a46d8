using Headroom.Metering.Pricing;

namespace Headroom.Metering.Accounts;

/// <summary>Makes invoices of parts that lie within their month. Not thread-safe.</summary>
/// <param name="book">Prices.</param>
/// <param name="currency">The currency.</param>
public sealed class InvoiceBook(PriceBook book, Currency currency)
{
    private readonly SortedDictionary<(string Tenant, string Chip, string Region, long Price), Int128> _sums =
        new(Comparer<(string Tenant, string Chip, string Region, long Price)>.Create(Compare));

    /// <summary>By tenant; lines by chip model, region and price.</summary>
    public IReadOnlyList<Invoice> Invoices =>
    [
        .. _sums.GroupBy(line => line.Key.Tenant, StringComparer.Ordinal)
            .Select(tenant => Of(tenant.Key, [.. tenant])),
    ];

    /// <summary>Adds a part.</summary>
    public void Add(UsePart part)
    {
        foreach (var piece in Piece.Of(part, book))
        {
            var key = (part.Tenant, part.Chip, part.Region, piece.PriceMicro ?? -1);
            _sums[key] = _sums.GetValueOrDefault(key) + piece.Micro;
        }
    }

    private Invoice Of(
        string tenant, KeyValuePair<(string Tenant, string Chip, string Region, long Price), Int128>[] sums)
    {
        var amounts = Amounts.Split([.. sums.Select(sum => sum.Value * Math.Max(sum.Key.Price, 0))], currency);
        return new Invoice(
            tenant,
            [
                .. sums.Select((sum, index) => new InvoiceLine(
                    sum.Key.Chip,
                    sum.Key.Region,
                    sum.Key.Price < 0 ? null : sum.Key.Price,
                    sum.Value,
                    amounts[index])),
            ],
            amounts.Sum());
    }

    private static int Compare(
        (string Tenant, string Chip, string Region, long Price) one,
        (string Tenant, string Chip, string Region, long Price) other)
    {
        var order = string.CompareOrdinal(one.Tenant, other.Tenant);
        if (order == 0) order = string.CompareOrdinal(one.Chip, other.Chip);
        if (order == 0) order = string.CompareOrdinal(one.Region, other.Region);
        return order == 0 ? one.Price.CompareTo(other.Price) : order;
    }
}
