using Headroom.Exchange.Listings;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Tests;

/// <summary>Plain valid listings; a test says only what it is about.</summary>
internal static class Made
{
    public static DateTimeOffset Day { get; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DataProfile Profile { get; } = new(
        50_000, 200_000_000, 60_000_000, "o200k", 50, RiskLevel.Masked, [new("zh", 50_000)], [new("note", "string")], []);

    public static KeyPair Key(byte seed) => KeyPair.Of(KeyKind.Sign, [.. Enumerable.Repeat(seed, 32)]);

    public static ListingTerms Terms(KeyPair owner, string name, params string[] regions) =>
        new(name, owner.Public, "CNY", [], regions, Day, Day.AddYears(1));

    public static DataListing Data(KeyPair owner, string name = "notes") => new(
        Terms(owner, name), Profile, Protection.Masked, [], [], Tuning.Adapter, null, 1000 * Money.Micro, null, 1, 1);

    public static ComputeListing Compute(KeyPair owner, string name = "hours") => new(
        Terms(owner, name, "cn-east"), "A100-80GB", 140, 8, 400, 1, new PriceCurve([new(null, 12 * Money.Micro)]),
        [Protection.Masked, Protection.Sealed], ["node-identity"]);

    public static ModelListing Model(KeyPair owner, string name = "base") => new(
        Terms(owner, name), "base-7b", "apache-2.0", 7_000_000_000, [Tuning.Adapter], 500 * Money.Micro);
}
