using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;

namespace Headroom.Server.Tests.Agreements;

/// <summary>
/// Data, compute and a model that fit together, and terms for them: two jobs of 3,600 GPU-seconds in all.
/// </summary>
internal static class Offers
{
    public const string Chip = "A100";
    public const string Region = "cn-east";

    public static string[] Command { get; } = ["/bin/sh", "-c", "echo learnt"];

    public static KeyPair KeyOf(byte seed) => KeyPair.Of(KeyKind.Sign, [.. Enumerable.Repeat(seed, 32)]);

    public static DataListing Data(KeyPair owner, DateTimeOffset from, string name = "one") => new(
        Terms(owner, from, name), new DataProfile(50_000, 200_000_000, 60_000_000, "o200k", 50, RiskLevel.Masked, [new("zh", 50_000)], [], []),
        Protection.Masked, [], [], Tuning.Adapter, null, 0, null, 1, 1);

    public static ComputeListing Compute(KeyPair owner, DateTimeOffset from, string name = "one") => new(
        Terms(owner, from, name, Region), Chip, 140, 4, 400, 1, new PriceCurve([new(null, Money.Micro)]),
        [Protection.Masked], []);

    public static ModelListing Model(KeyPair owner, DateTimeOffset from) =>
        new(Terms(owner, from, "one"), "base", "apache-2.0", 7_000_000_000, [Tuning.Adapter], 0);

    public static AgreementTerms Terms(Listing data, Listing compute, Listing model, DateTimeOffset from) => new(
        new AgreementParties(data.Id, compute.Id, model.Id, data.Terms.Owner, compute.Terms.Owner, model.Terms.Owner),
        new JobTerms("training", JobOrder.DigestOf(Command), Region, Protection.Masked, "", [], 2, 3_600),
        new PaymentTerms("CNY", Money.Micro, 0, 24), from, from.AddDays(3), from.AddDays(1));

    private static ListingTerms Terms(KeyPair owner, DateTimeOffset from, string name, params string[] regions) =>
        new(name, owner.Public, "CNY", [], regions, from, from.AddDays(30));
}
