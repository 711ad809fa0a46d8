using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Matching;

/// <summary>
/// Data, compute and a model that should be brought together. The data's owner keeps what comes of it, and pays both
/// others. All money in millionths.
/// </summary>
/// <param name="Data">The data.</param>
/// <param name="Compute">The compute.</param>
/// <param name="Model">The model.</param>
/// <param name="GpuSeconds">What the training takes.</param>
/// <param name="WorthMicro">What its result is worth to the data's owner.</param>
/// <param name="DataGainMicro">What the data's owner has of it beyond what he asks.</param>
/// <param name="ComputeGainMicro">What the compute's owner has of it beyond what he asks.</param>
public sealed record Match(
    DataListing Data, ComputeListing Compute, ModelListing Model, long GpuSeconds, long WorthMicro,
    long DataGainMicro, long ComputeGainMicro)
{
    /// <summary>What is paid for the compute.</summary>
    public long ComputePriceMicro => Compute.Prices.Cost(GpuSeconds) + ComputeGainMicro;

    /// <summary>What is paid for the model: what its owner asks, as nobody who uses it keeps others from it.</summary>
    public long ModelPriceMicro => Model.AskMicro;

    /// <summary>What all have of it together beyond what they ask.</summary>
    public long SurplusMicro => DataGainMicro + ComputeGainMicro;

    /// <summary>Purposes that all three allow; empty for any.</summary>
    public IReadOnlyList<string> Purposes => SharedTerms.Purposes(Data, Compute, Model) ?? [];
}

/// <summary>Data and compute that are not brought together.</summary>
/// <param name="Data">The data.</param>
/// <param name="Compute">The compute.</param>
/// <param name="Why">Why not.</param>
/// <param name="MissingMicro">
/// By how much at least the result would have to be worth more, or the hours cost less: with less it is not made. Null
/// where a term, and no price, keeps them apart.
/// </param>
/// <param name="PriceMicro">
/// What the compute could ask at most for the hours that are needed; null where a term keeps them apart or no price is
/// low enough.
/// </param>
public sealed record RefusedPair(
    DataListing Data, ComputeListing Compute, PairRefusal Why, long? MissingMicro, long? PriceMicro);
