using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes;
using k8s;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>What an engine sees of a cluster, and what it may do there.</summary>
[Collection(KubernetesTestSuite.Name)]
public sealed class SiteTests(KubernetesCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_pods_of_others_hold_is_taken()
    {
        await using var test = new KubernetesRuns(cluster);
        var half = new Dictionary<string, ResourceQuantity> { ["nvidia.com/gpu"] = new("3"), ["cpu"] = new("2") };
        var container = new V1Container
        {
            Name = "c",
            Image = "none",
            Command = ["/bin/sleep", "600"],
            Resources = new V1ResourceRequirements { Limits = half },
        };
        await cluster.Admin.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { Name = "other" },
                Spec = new V1PodSpec { Containers = [container], NodeName = "g2" },
            },
            "default",
            cancellationToken: Cancellation);

        DiscoveredNode? node = null;
        await Until.TrueAsync("the other's pod is seen", async () =>
            (node = (await test.Engine.DiscoverAsync(Cancellation)).Nodes[1]).Taken.GpuCount > 0);
        await cluster.Admin.CoreV1.DeleteNamespacedPodAsync("other", "default", gracePeriodSeconds: 1, cancellationToken: Cancellation);

        Assert.Equal(("g2", 4), (node!.Name, node.Gpus.Count));
        Assert.Equal(new DiscoveredGpu("H100", 81_559), node.Gpus[0]);
        Assert.Equal((3, 2_000), (node.Taken.GpuCount, node.Taken.CpuMillicores));
        Assert.True(node.IsUsable);
    }

    [Fact]
    public async Task The_shipped_manifest_allows_all_that_is_needed_and_what_is_missing_is_told()
    {
        await using var test = new KubernetesRuns(cluster);
        using var stranger = new KubernetesEngine(
            new KubernetesEngineOptions
            {
                Root = Path.GetTempPath(),
                Kubeconfig = cluster.Kubeconfig,
                Image = "none",
                Namespace = "default",
            },
            TimeProvider.System);

        Assert.All(await test.Engine.CheckAsync(Cancellation), check => Assert.True(check.IsMet, check.Sentence));

        var missing = (await stranger.CheckAsync(Cancellation)).Where(check => !check.IsMet).ToList();
        Assert.Contains(missing, check => check.Need == "create jobs");
        Assert.Contains(missing, check => check.Need == "get pods/log");
        Assert.Contains("deploy/kubernetes-rbac.yaml", missing[0].Sentence, StringComparison.Ordinal);
        // Who may not look may be allowed to tomorrow: nothing fails for it.
        var answer = await stranger.StartAsync(test.Exits("a", 0), Cancellation);
        Assert.Contains("forbidden", Assert.IsType<StartAnswer.Unclear>(answer).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_of()
    {
        cluster.Need();
        var file = Path.Combine(cluster.Folder, "nobody.conf");
        await File.WriteAllTextAsync(
            file,
            """
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            users: [{name: u, user: {token: t}}]
            """,
            Cancellation);
        using var engine = new KubernetesEngine(
            new KubernetesEngineOptions { Root = Path.GetTempPath(), Kubeconfig = file, Image = "none" },
            TimeProvider.System);

        Assert.False((await engine.CheckAsync(Cancellation))[^1].IsMet);
        Assert.Single((await engine.DiscoverAsync(Cancellation)).Warnings);
    }
}
