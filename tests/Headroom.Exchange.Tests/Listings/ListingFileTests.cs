using Headroom.Exchange.Listings;
using Headroom.Privacy.Policies;
using Headroom.Testing;

namespace Headroom.Exchange.Tests.Listings;

public sealed class ListingFileTests
{
    private const string Compute = """
        listing: 1
        kind: compute
        name: night-hours
        currency: CNY
        region: cn-east
        chip: A100-80GB
        teraflops: 140
        gpus: 8
        hours: 400
        price:
        - {to: 100, price: 14.50}
        - {price: 12}
        protections: [sealed, masked]
        purposes: [training, evaluation]
        from: 2027-01-01
        until: 2028-01-01
        """;

    [Theory]
    [InlineData("data")]
    [InlineData("compute")]
    [InlineData("model")]
    public void Samples_are_listings(string kind)
    {
        var path = Path.Combine(Repository.Root, "samples", "exchange", $"{kind}.yaml");

        Assert.Equal(kind, Parse(File.ReadAllText(path), kind).Kind);
    }

    [Fact]
    public void The_order_of_words_changes_nothing() => Assert.Equal(
        Parse(Compute, "compute").Id, Parse(Compute.Replace("[sealed, masked]", "[masked, sealed]").Replace("[training, evaluation]", "[evaluation, training]"), "compute").Id);

    [Theory]
    [InlineData("hours: 400", "hours: 0", "a.yaml, line 9: 'hours' is a whole number from 1 to 10000000, not '0'.")]
    [InlineData("gpus: 8\n", "", "a.yaml, line 1: 'gpus' is missing.")]
    [InlineData("chip:", "chop:", "a.yaml, line 6: unknown key 'chop'; known: listing")]
    [InlineData("kind: compute", "kind: model", "a.yaml, line 2: 'kind' is model; offer it with 'headroom offer model'")]
    [InlineData("price: 12}", "price: 1.2345678}", "line 12: 'price' is an amount such as 12.50")]
    [InlineData("to: 100", "to: 0", "line 11: 'to' is a whole number from 1")]
    [InlineData("- {price: 12}\n", "", "line 10: 'price' has no last step without 'to'")]
    [InlineData("[sealed, masked]", "[open]", "line 13: 'protections' is one of masked, sealed, federated, not 'open'.")]
    [InlineData("[sealed, masked]", "[sealed, sealed]", "line 13: 'protections' names at least one")]
    [InlineData("[training, evaluation]", "[training, training]", "line 14: 'purposes' names a word twice")]
    [InlineData("until: 2028-01-01", "until: 2026-01-01", "line 16: 'until' lies before 'from'")]
    [InlineData("currency: CNY", "currency: yuan", "line 4: 'currency' is a code of three capital letters")]
    [InlineData("listing: 1", "listing: 2", "begin with 'listing: 1'")]
    public void A_fault_names_file_line_key_and_remedy(string right, string wrong, string told) => Assert.Contains(
        told, Assert.Throws<PolicyException>(() => Parse(Compute.Replace(right, wrong), "compute")).Message, StringComparison.Ordinal);

    [Fact]
    public void Federated_data_without_a_privacy_budget_is_refused()
    {
        var path = Path.Combine(Repository.Root, "samples", "exchange", "data.yaml");
        var text = File.ReadAllText(path).Replace("protection: sealed", "protection: federated");

        Assert.Contains("'privacy' is missing", Assert.Throws<PolicyException>(() => Parse(text, "data")).Message, StringComparison.Ordinal);
        Assert.Equal(
            new PrivacyTerms(2500, 6), ((DataListing)Parse(text + "privacy: {epsilon: 2.5, delta: 1e-6}\n", "data")).Privacy);
    }

    private static Listing Parse(string text, string kind)
    {
        using var key = Made.Key(1);
        return ListingFile.Parse(text, "a.yaml", kind, key.Public, _ => Made.Profile);
    }
}
