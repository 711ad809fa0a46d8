using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Matching;

/// <summary>Whether the terms of listings allow them to be brought together, money and time left out.</summary>
internal static class SharedTerms
{
    /// <summary>The first term that keeps data and compute apart; null where none does.</summary>
    public static PairRefusal? Between(DataListing data, ComputeListing compute)
    {
        if (data.Terms.Currency != compute.Terms.Currency) return PairRefusal.Currency;
        if (Common(data.Terms.Purposes, compute.Terms.Purposes) is null) return PairRefusal.Purpose;
        if (!Words.Allow(data.Terms.Regions, compute.Region)) return PairRefusal.Region;
        if (!compute.Protections.Contains(data.Protection)) return PairRefusal.Protection;
        return data.Evidence.Except(compute.Evidence).Any() ? PairRefusal.Evidence : null;
    }

    /// <summary>Whether a model may be trained on the data at the compute.</summary>
    public static bool Allow(DataListing data, ComputeListing compute, ModelListing model) =>
        model.Terms.Currency == data.Terms.Currency
        && Words.Allow(model.Terms.Regions, compute.Region)
        && Words.Allow(data.Licences, model.Licence)
        && model.Tunings.Contains(data.Tuning)
        && Purposes(data, compute, model) is not null;

    /// <summary>The purposes that all three allow, in order; empty for any, null for none.</summary>
    public static IReadOnlyList<string>? Purposes(DataListing data, ComputeListing compute, ModelListing model) =>
        Common(data.Terms.Purposes, compute.Terms.Purposes) is { } two ? Common(two, model.Terms.Purposes) : null;

    // None named is any; nothing in common is null.
    private static IReadOnlyList<string>? Common(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (left.Count == 0) return right;
        if (right.Count == 0) return left;

        IReadOnlyList<string> common = [.. left.Where(right.Contains)];
        return common.Count == 0 ? null : common;
    }
}
