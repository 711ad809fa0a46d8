using Headroom.Privacy.Aggregation;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Federation;

/// <summary>A site that trains on its own data.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Key">Key that signs for it.</param>
public sealed record FederatedSite(string Name, PublicKey Key);

/// <summary>How much one part of a site's data may change the model, and what is added to hide it.</summary>
/// <param name="Clip">Longest update of a part: its Euclidean norm is cut to this, above 0.</param>
/// <param name="Noise">
/// Standard deviation of what each site adds to each number, over the most that one record can change: that is twice
/// <paramref name="Clip"/>, since a record belongs to one part. Above 0.
/// </param>
/// <param name="Parts">Parts into which each site's data is split, from 1 to 256.</param>
/// <param name="DeltaExponent">Chance that the bound may fail is ten to the power of minus this; 3 to 10.</param>
public sealed record FederatedPrivacy(double Clip, double Noise, int Parts, int DeltaExponent)
{
    /// <summary>Chance that the bound may fail.</summary>
    public double Delta => Math.Pow(10, -DeltaExponent);

    /// <summary>Standard deviation of what a site adds to each number of its sum.</summary>
    public double Deviation => 2 * Clip * Noise;

    /// <summary>Most that noise may add: beyond it noise is cut off, of which the chance is below 1e-22.</summary>
    public double NoiseMax => 10 * Deviation;
}

/// <summary>What all sides of a federated job agree upon.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Coordinator">Key of whoever adds up; it never sees a single update.</param>
/// <param name="Sites">Who trains, in order; 4 to 255 of them, so that one may leave and no site sees another's.</param>
/// <param name="SitesLeast">How many must stay for a round to count, at least 3.</param>
/// <param name="Rounds">Rounds, from 1 to 10,000.</param>
/// <param name="Privacy">What is clipped and added.</param>
/// <param name="Model">SHA-256 of the model that the first round begins with.</param>
public sealed record FederatedTerms(
    string Name, PublicKey Coordinator, IReadOnlyList<FederatedSite> Sites, int SitesLeast, int Rounds,
    FederatedPrivacy Privacy, string Model)
{
    /// <summary>Fewest sites of a job.</summary>
    public const int SitesMin = 4;

    /// <summary>Fewest that may stay: of two, each would know the other's update.</summary>
    public const int StayMin = 3;

    /// <summary>Most numbers of a model that is trained so: 256 MiB of them.</summary>
    public const long NumbersMax = 64 << 20;

    /// <summary>Tells jobs apart, and names the terms in all that is signed: SHA-256 over <see cref="Text"/>.</summary>
    public string Id => CanonicalJson.Digest(Text());

    /// <summary>
    /// The aggregation among so many sites. Each keeps shares of all others; more than half of them are needed to join
    /// a seed, so that nobody who asks for both seeds of a site gets enough of both.
    /// </summary>
    public AggregationPlan PlanOf(int sites)
    {
        // Sums have an eighth of 32 bits, so that one with a mask left in it is hardly ever taken for a sum.
        var range = (Privacy.Parts * Privacy.Clip + Privacy.NoiseMax) * 1.001;
        return new AggregationPlan(
            sites, sites / 2 * 2, (sites - 1) / 2 + 1, range, int.MaxValue / (8 * range * sites));
    }

    /// <summary>The terms as JSON, always the same for the same terms.</summary>
    public byte[] Text() => CanonicalJson.Object(json =>
    {
        json.WriteNumber("federated", 1);
        json.WriteString("name", Name);
        json.WriteString("coordinator", Coordinator.ToString());
        json.WriteStartArray("sites");
        foreach (var site in Sites)
        {
            json.WriteStartObject();
            json.WriteString("name", site.Name);
            json.WriteString("key", site.Key.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("least", SitesLeast);
        json.WriteNumber("rounds", Rounds);
        json.WriteNumber("clip", Privacy.Clip);
        json.WriteNumber("noise", Privacy.Noise);
        json.WriteNumber("parts", Privacy.Parts);
        json.WriteNumber("delta", Privacy.DeltaExponent);
        json.WriteString("model", Model);
    });
}
