using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Traces.Policies;

namespace Headroom.Traces.Tests.Policies;

/// <summary>Policies on a small fleet of 32 A100, 8 T4 and 320 cores.</summary>
internal static class SomePolicy
{
    public static Resources Fleet { get; } = new(new Fleet
    {
        Nodes =
        [
            .. Enumerable.Range(0, 4).Select(index => new Node($"n{index}", 64_000, 1_024, 8, "A100")),
            new Node("other", 64_000, 1_024, 8, "T4"),
        ],
    });

    public static SharingPolicy Parse(string text) => PolicyFile.Parse("policy.yaml", text, Fleet);

    /// <summary>The lines of the refusal, without the name of the file.</summary>
    public static IReadOnlyList<string> Refusal(string text)
    {
        var refusal = Assert.Throws<TraceFormatException>(() => Parse(text));
        var lines = refusal.Message.Split('\n');
        Assert.All(lines, line => Assert.StartsWith("policy.yaml", line, StringComparison.Ordinal));

        return [.. lines.Select(line => line["policy.yaml".Length..].TrimStart(',', ':', ' '))];
    }
}
