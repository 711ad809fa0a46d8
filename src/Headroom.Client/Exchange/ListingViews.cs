namespace Headroom.Client.Exchange;

/// <summary>Something that is offered.</summary>
/// <param name="Id">SHA-256 of what it says.</param>
/// <param name="Kind"><c>data</c>, <c>compute</c> or <c>model</c>.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Owner">Key that signed it.</param>
/// <param name="Currency">Code of the currency of its prices.</param>
/// <param name="From">From when on, in Unix milliseconds.</param>
/// <param name="Until">Until when, in Unix milliseconds.</param>
/// <param name="IsOffered">Whether it is offered now, and was not withdrawn.</param>
/// <param name="Entry">The signed event that offers it, with all terms: whoever reads it can check the signature.</param>
public sealed record ListingView(
    string Id, string Kind, string Name, string Owner, string Currency, long From, long Until, bool IsOffered,
    string Entry);

/// <summary>One page of listings.</summary>
/// <param name="Listings">By their ids.</param>
/// <param name="Next">Id after which the next page begins; null on the last page.</param>
public sealed record ListingPage(IReadOnlyList<ListingView> Listings, string? Next = null);

/// <summary>Data, compute and a model that should be brought together. Money in millionths.</summary>
/// <param name="Data">Listing of the data.</param>
/// <param name="Compute">Listing of the compute.</param>
/// <param name="Model">Listing of the model.</param>
/// <param name="GpuSeconds">What the training takes.</param>
/// <param name="Currency">Code of the currency.</param>
/// <param name="WorthMicro">What its result is worth to the data's owner.</param>
/// <param name="ComputePriceMicro">What is paid for the compute.</param>
/// <param name="ModelPriceMicro">What is paid for the model.</param>
/// <param name="DataGainMicro">What the data's owner has of it beyond what he asks.</param>
/// <param name="ComputeGainMicro">What the compute's owner has of it beyond what he asks.</param>
public sealed record MatchView(
    string Data, string Compute, string Model, long GpuSeconds, string Currency, long WorthMicro,
    long ComputePriceMicro, long ModelPriceMicro, long DataGainMicro, long ComputeGainMicro);

/// <summary>Data and compute that are not brought together. Money in millionths.</summary>
/// <param name="Data">Listing of the data.</param>
/// <param name="Compute">Listing of the compute.</param>
/// <param name="Why">Why not, such as <c>Outbid</c>.</param>
/// <param name="MissingMicro">By how much the result would have to be worth more, at least; null where money is not why.</param>
/// <param name="PriceMicro">What the compute could ask at most; null where no price is low enough.</param>
public sealed record RefusedPairView(
    string Data, string Compute, string Why, long? MissingMicro = null, long? PriceMicro = null);

/// <summary>Who should deal with whom; of one listing also who should not.</summary>
/// <param name="Made">Agreements worth making, by the ids of data and compute.</param>
/// <param name="Refused">Pairs of the listing that was asked for which are not made.</param>
/// <param name="Next">How many to leave out to get the next page; null on the last page.</param>
public sealed record MatchPage(IReadOnlyList<MatchView> Made, IReadOnlyList<RefusedPairView> Refused, int? Next = null);
