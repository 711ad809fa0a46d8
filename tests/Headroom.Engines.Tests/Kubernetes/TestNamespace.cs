using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>A namespace in which the engine may do what the shipped manifest allows it in its own.</summary>
internal static class TestNamespace
{
    private const string Shipped = "headroom";

    /// <summary>Makes one and waits until the server lets the engine work in it.</summary>
    public static async Task CreateAsync(KubernetesCluster cluster, string name)
    {
        var (core, rules) = (cluster.Admin.CoreV1, cluster.Admin.RbacAuthorizationV1);
        await core.CreateNamespaceAsync(new V1Namespace { Metadata = new() { Name = name } });
        var role = await rules.ReadNamespacedRoleAsync(Shipped, Shipped);
        await rules.CreateNamespacedRoleAsync(
            new V1Role { Metadata = new() { Name = Shipped }, Rules = role.Rules }, name);
        var binding = await rules.ReadNamespacedRoleBindingAsync(Shipped, Shipped);
        await rules.CreateNamespacedRoleBindingAsync(
            new V1RoleBinding
            {
                Metadata = new() { Name = Shipped },
                RoleRef = binding.RoleRef,
                Subjects = binding.Subjects,
            },
            name);

        using var engine = new k8s.Kubernetes(
            KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.Kubeconfig));
        await Until.TrueAsync("the engine may work there", () =>
            IsAllowedAsync(() => engine.BatchV1.ListNamespacedJobAsync(name)));
        // Pods run as this account, which the cluster makes by and by.
        await Until.TrueAsync("pods may be made there", () =>
            IsAllowedAsync(() => core.ReadNamespacedServiceAccountAsync("default", name)));
    }

    /// <summary>Ends all that is there, and waits until it has.</summary>
    public static async Task EmptyAsync(KubernetesCluster cluster, string name)
    {
        var (batch, core) = (cluster.Admin.BatchV1, cluster.Admin.CoreV1);
        await batch.DeleteCollectionNamespacedJobAsync(name, propagationPolicy: "Background");
        // None is to wait for a grace of days.
        await Until.TrueAsync("all is gone", async () =>
        {
            var pods = (await core.ListNamespacedPodAsync(name)).Items;
            foreach (var pod in pods)
                await IsAllowedAsync(() => core.DeleteNamespacedPodAsync(pod.Name(), name, gracePeriodSeconds: 1));

            return pods.Count + (await batch.ListNamespacedJobAsync(name)).Items.Count == 0;
        });
    }

    // False where it is not there, or not allowed.
    private static async Task<bool> IsAllowedAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (HttpOperationException fault) when ((int)fault.Response.StatusCode is 403 or 404)
        {
            return false;
        }
    }
}
