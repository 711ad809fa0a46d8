using Headroom.Cluster.Tenancy;
using Headroom.Testing;
using Headroom.Traces.Fleets;
using Headroom.Traces.Policies;

namespace Headroom.Traces.Tests.Specifications;

/// <summary>What <c>docs/guide/policies.md</c> says is so.</summary>
public sealed class PoliciesGuideTests
{
    private static readonly string Guide =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "policies.md"));

    public static TheoryData<string> Keys =>
        [.. PolicyKeys.All.Concat(FleetKeys.All).SelectMany(group => group.Keys).Distinct()];

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_shows_every_key(string key) => Assert.Contains($"{key}:", Guide, StringComparison.Ordinal);

    [Fact]
    public void Its_examples_belong_together()
    {
        var fleet = FleetFile.Parse("fleet.yaml", Example("chips:"));

        var policy = PolicyFile.Parse("policy.yaml", Example("priorities:"), new Resources(fleet));

        Assert.Equal(100, fleet.Nodes.Count);
        Assert.Equal(10, fleet.Nodes.Select(node => node.Place.Rack).Distinct().Count());
        Assert.Equal(2, policy.Queues.Count);
    }

    private static string Example(string start)
    {
        var begin = Guide.IndexOf($"```yaml\n{start}", StringComparison.Ordinal) + "```yaml\n".Length;
        return Guide[begin..Guide.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
