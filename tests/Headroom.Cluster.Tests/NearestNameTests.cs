namespace Headroom.Cluster.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("wieght", "weight")]
    [InlineData("Weights", "weight")]
    [InlineData("haflife", "halfLife")]
    [InlineData("half_life", "halfLife")]
    [InlineData("A100-SXM4-80GB", "A100")]
    [InlineData("nom", "nominal")]
    [InlineData("gpu", "gpus")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("something else", null)]
    public void A_name_is_near_when_few_edits_or_an_ending_lie_between(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Of(name, ["nominal", "weight", "halfLife", "A100", "T4", "cpu", "gpus"]));

    [Fact]
    public void Of_equally_near_names_it_is_the_first() => Assert.Equal("ab", NearestName.Of("a", ["ab", "ac"]));

    [Fact]
    public void A_long_name_is_near_to_none() =>
        Assert.Null(NearestName.Of(new string('a', 65), [new string('a', 65), new string('a', 64)]));
}
