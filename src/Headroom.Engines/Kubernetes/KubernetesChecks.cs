using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;

namespace Headroom.Engines.Kubernetes;

/// <summary>Asks an API server for each thing that this user will have to be allowed to do.</summary>
internal sealed class KubernetesChecks(KubernetesCalls calls, KubernetesEngineOptions options)
{
    private static readonly Permission[] Needed =
    [
        .. new[] { "create", "get", "list", "watch", "patch", "delete" }
            .Select(verb => new Permission(verb, "batch", "jobs")),
        .. new[] { "list", "watch", "delete" }.Select(verb => new Permission(verb, "", "pods")),
        new("get", "", "pods", "log"),
        new("list", "", "nodes", IsOfCluster: true),
    ];

    private static readonly Permission Others = new("list", "", "pods", IsOfCluster: true);

    /// <summary>What was found, in the order in which it is needed.</summary>
    public async Task<ValueList<EngineCheck>> RunAsync(CancellationToken cancellation)
    {
        var checks = new List<EngineCheck> { FolderCheck.Of(Path.GetFullPath(options.Root)) };
        try
        {
            var version = await calls.VersionAsync(cancellation);
            checks.Add(new EngineCheck("API server", IsMet: true, $"It answers, and is {version.GitVersion}."));
            foreach (var permission in Needed)
                checks.Add(await CheckAsync(permission, isOptional: false, cancellation));

            checks.Add(await CheckAsync(Others, isOptional: true, cancellation));
        }
        catch (KubernetesFault fault)
        {
            checks.Add(new EngineCheck(
                "API server", IsMet: false, $"{fault.Message.TrimEnd('.')}; look at the kubeconfig and its context."));
        }

        return ValueList.From(checks);
    }

    private async Task<EngineCheck> CheckAsync(
        Permission permission, bool isOptional, CancellationToken cancellation)
    {
        var place = permission.IsOfCluster ? "the cluster" : $"the namespace {options.Namespace}";
        return await calls.MayAsync(permission, cancellation)
            ? new EngineCheck(permission.ToString(), IsMet: true, $"Allowed in {place}.", isOptional)
            : new EngineCheck(
                permission.ToString(), IsMet: false,
                $"Not allowed in {place}; apply deploy/kubernetes-rbac.yaml, or bind this user to what it defines.",
                isOptional);
    }
}
