using System.Text.Json;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Listings;

/// <summary>The terms that all listings have.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Owner">Key that signs for it.</param>
/// <param name="Currency">Code of the currency of all its prices.</param>
/// <param name="Purposes">Purposes it may be used for, in order; empty for any.</param>
/// <param name="Regions">Where it is, or may be used, in order; empty for anywhere.</param>
/// <param name="From">From when on, in UTC.</param>
/// <param name="Until">Until when, in UTC.</param>
public sealed record ListingTerms(
    string Name, PublicKey Owner, string Currency, IReadOnlyList<string> Purposes, IReadOnlyList<string> Regions,
    DateTimeOffset From, DateTimeOffset Until);

/// <summary>Something that is offered on an exchange.</summary>
/// <param name="Terms">The terms that all listings have.</param>
public abstract record Listing(ListingTerms Terms)
{
    private string? _id;

    /// <summary>Tells listings apart: SHA-256 over <see cref="Text"/>, in hexadecimal digits.</summary>
    public string Id => _id ??= CanonicalJson.Digest(Text());

    /// <summary>What kind of listing it is, in one word.</summary>
    public abstract string Kind { get; }

    /// <summary>The listing as JSON, always the same for the same listing: what is hashed and signed.</summary>
    public byte[] Text() => CanonicalJson.Object(json => ListingText.Write(json, this));

    internal abstract void WriteOwn(Utf8JsonWriter json);
}

/// <summary>Data that may be used.</summary>
/// <param name="Terms">The terms that all listings have; its regions are those where it may be used.</param>
/// <param name="Profile">What its owner tells of it.</param>
/// <param name="Protection">How it must be kept.</param>
/// <param name="Evidence">Evidence that whoever opens it must show, in order.</param>
/// <param name="Licences">Licences of models that may be trained on it, in order; empty for any.</param>
/// <param name="Tuning">How a model is specialised on it.</param>
/// <param name="Privacy">Privacy loss that may be spent; null for none that is counted.</param>
/// <param name="AskMicro">Least that an agreement must be worth to its owner, in millionths.</param>
/// <param name="BudgetMicro">Most that a specialised model is worth to its owner, in millionths; null for any.</param>
/// <param name="Copies">Agreements that it may be in at once, from 1.</param>
/// <param name="Passes">How often a training goes over it, from 1.</param>
public sealed record DataListing(
    ListingTerms Terms, DataProfile Profile, Protection Protection, IReadOnlyList<string> Evidence,
    IReadOnlyList<string> Licences, Tuning Tuning, PrivacyTerms? Privacy, long AskMicro, long? BudgetMicro, int Copies,
    int Passes) : Listing(Terms)
{
    /// <inheritdoc/>
    public override string Kind => "data";

    internal override void WriteOwn(Utf8JsonWriter json) => ListingText.WriteData(json, this);
}

/// <summary>Privacy loss that may be spent on data.</summary>
/// <param name="EpsilonMilli">Epsilon in thousandths, above 0.</param>
/// <param name="DeltaExponent">Delta is ten to the power of minus this, from 3 to 12.</param>
public sealed record PrivacyTerms(int EpsilonMilli, int DeltaExponent);

/// <summary>Compute that may be used.</summary>
/// <param name="Terms">The terms that all listings have; it lies in its one region.</param>
/// <param name="Chip">Chip model.</param>
/// <param name="Teraflops">What one chip reaches in training, in 10^12 operations a second: not its peak.</param>
/// <param name="Gpus">Accelerators that a job has at once, from 1.</param>
/// <param name="Hours">GPU-hours of one slot, from 1.</param>
/// <param name="Slots">Jobs that it takes, each with so many hours, from 1.</param>
/// <param name="Prices">What GPU-hours cost, at least.</param>
/// <param name="Protections">Ways in which it keeps data, in order.</param>
/// <param name="Evidence">Evidence that it can show, in order.</param>
public sealed record ComputeListing(
    ListingTerms Terms, string Chip, int Teraflops, int Gpus, long Hours, int Slots, PriceCurve Prices,
    IReadOnlyList<Protection> Protections, IReadOnlyList<string> Evidence) : Listing(Terms)
{
    /// <inheritdoc/>
    public override string Kind => "compute";

    /// <summary>Where it lies.</summary>
    public string Region => Terms.Regions[0];

    internal override void WriteOwn(Utf8JsonWriter json) => ListingText.WriteCompute(json, this);
}

/// <summary>A base model that may be specialised, as often as anyone likes.</summary>
/// <param name="Terms">The terms that all listings have.</param>
/// <param name="Base">Which model.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Parameters">Parameters, from 1,000.</param>
/// <param name="Tunings">How it may be specialised, in order.</param>
/// <param name="AskMicro">Price of one use, in millionths.</param>
public sealed record ModelListing(
    ListingTerms Terms, string Base, string Licence, long Parameters, IReadOnlyList<Tuning> Tunings, long AskMicro)
    : Listing(Terms)
{
    /// <inheritdoc/>
    public override string Kind => "model";

    internal override void WriteOwn(Utf8JsonWriter json) => ListingText.WriteModel(json, this);
}
