using Headroom.Testing;
using Headroom.Traces.Billing;

namespace Headroom.Traces.Tests.Specifications;

/// <summary>What <c>docs/guide/metering.md</c> says is so.</summary>
public sealed class MeteringGuideTests
{
    private static readonly string Guide =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "metering.md"));

    public static TheoryData<string> Keys => [.. BillingKeys.All.SelectMany(group => group.Keys).Distinct()];

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_shows_every_key(string key) => Assert.Contains($"{key}:", Guide, StringComparison.Ordinal);

    [Fact]
    public void Its_first_example_is_the_sample()
    {
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "pool", "two-teams-billing.yaml"));
        var begin = sample.IndexOf("currency:", StringComparison.Ordinal);

        Assert.Contains($"```yaml\n{sample[begin..]}```", Guide, StringComparison.Ordinal);
        Assert.Equal(2, BillingFile.Parse("billing.yaml", sample).Budgets.Count);
    }

    [Fact]
    public void Its_prices_by_the_hour_read()
    {
        var begin = Guide.IndexOf("```yaml\nprices:", StringComparison.Ordinal) + "```yaml\n".Length;
        var end = Guide.IndexOf("```", begin, StringComparison.Ordinal);

        Assert.Equal(2, BillingFile.Parse("billing.yaml", $"currency: EUR\n{Guide[begin..end]}").Prices.Count);
    }
}
