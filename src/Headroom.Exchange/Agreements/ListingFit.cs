using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Agreements;

/// <summary>
/// Holds terms against the listings that they name. Money is left out: it is what is haggled over, and each owner
/// signs.
/// </summary>
internal static class ListingFit
{
    /// <summary>The first clause that a listing contradicts, with what it says; null where none does.</summary>
    public static (Clause Clause, string Says)? Contradiction(
        AgreementTerms terms, DataListing data, ComputeListing compute, ModelListing model) =>
        OfTimes(terms, [data, compute, model])
        ?? OfPlace(terms.Jobs, data, compute, model)
        ?? OfKeeping(terms.Jobs, data, compute)
        ?? OfModel(data, model)
        ?? OfAmounts(terms, [data, compute, model], compute);

    private static (Clause, string)? OfTimes(AgreementTerms terms, Listing[] listings)
    {
        foreach (var (kind, its) in listings.Select(listing => (listing.Kind, listing.Terms)))
        {
            if (terms.From < its.From) return (Clause.From, FormattableString.Invariant($"the {kind} is offered from {its.From:u} on"));
            if (terms.Until > its.Until) return (Clause.Until, FormattableString.Invariant($"the {kind} is offered until {its.Until:u}"));
        }

        return null;
    }

    private static (Clause, string)? OfPlace(
        JobTerms jobs, DataListing data, ComputeListing compute, ModelListing model)
    {
        foreach (var listing in (Listing[])[data, compute, model])
        {
            if (!Words.Allow(listing.Terms.Purposes, jobs.Purpose))
                return (Clause.Purpose, $"the {listing.Kind} is for {string.Join(", ", listing.Terms.Purposes)}");
        }

        if (jobs.Region != compute.Region) return (Clause.Region, $"the compute lies in {compute.Region}");
        foreach (var listing in (Listing[])[data, model])
        {
            if (!Words.Allow(listing.Terms.Regions, jobs.Region))
                return (Clause.Region, $"the {listing.Kind} may be used in {string.Join(", ", listing.Terms.Regions)}");
        }

        return null;
    }

    // What is kept more strictly than its owner asks is kept as he asks.
    private static (Clause, string)? OfKeeping(JobTerms jobs, DataListing data, ComputeListing compute)
    {
        if (jobs.Protection < data.Protection) return (Clause.Protection, $"the data must be {data.Protection}");
        if (!compute.Protections.Contains(jobs.Protection))
            return (Clause.Protection, $"the compute keeps data {string.Join(" or ", compute.Protections)}");
        if (data.Evidence.Except(jobs.Evidence).FirstOrDefault() is { } missing) return (Clause.Evidence, $"the data asks for {missing}");
        return jobs.Evidence.Except(compute.Evidence).FirstOrDefault() is { } unknown
            ? (Clause.Evidence, $"the compute cannot show {unknown}")
            : null;
    }

    private static (Clause, string)? OfModel(DataListing data, ModelListing model)
    {
        if (!Words.Allow(data.Licences, model.Licence))
            return (Clause.Model, $"the data may train models under {string.Join(", ", data.Licences)}");
        return model.Tunings.Contains(data.Tuning) ? null : (Clause.Model, $"the model may not be specialised by {data.Tuning}");
    }

    private static (Clause, string)? OfAmounts(AgreementTerms terms, Listing[] listings, ComputeListing compute)
    {
        if (listings.FirstOrDefault(one => one.Terms.Currency != terms.Payment.Currency) is { } other)
            return (Clause.Currency, $"the {other.Kind} is paid in {other.Terms.Currency}");
        return terms.Jobs.GpuSecondsMax > compute.Hours * 3600
            ? (Clause.GpuSeconds, FormattableString.Invariant($"a slot of the compute has {compute.Hours} GPU-hours"))
            : null;
    }
}
