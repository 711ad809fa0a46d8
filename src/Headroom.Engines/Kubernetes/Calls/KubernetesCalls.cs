using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Objects;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Calls;

/// <summary>
/// What is said to an API server, by the official client. All members throw <see cref="KubernetesFault"/> and may be
/// called at once.
/// </summary>
internal sealed class KubernetesCalls(KubernetesEngineOptions options) : IDisposable
{
    private readonly Lazy<k8s.Kubernetes> _client = new(() => Connect(options));

    private string Mine => $"{RunMarks.PoolLabel}={options.Pool}";

    public Task<V1Job> CreateAsync(V1Job job, CancellationToken cancellation) => CallAsync(
        (client, token) => client.BatchV1.CreateNamespacedJobAsync(job, options.Namespace, cancellationToken: token),
        cancellation);

    /// <summary>A Job; null when there is none.</summary>
    public async Task<V1Job?> JobAsync(RunId id, CancellationToken cancellation)
    {
        try
        {
            return await CallAsync(
                (client, token) =>
                    client.BatchV1.ReadNamespacedJobAsync(id.Text, options.Namespace, cancellationToken: token),
                cancellation);
        }
        catch (KubernetesFault fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Changes what a merge patch names.</summary>
    public Task<V1Job> PatchAsync(RunId id, object patch, CancellationToken cancellation) => CallAsync(
        (client, token) => client.BatchV1.PatchNamespacedJobAsync(
            new V1Patch(JsonSerializer.Serialize(patch), V1Patch.PatchType.MergePatch), id.Text, options.Namespace,
            cancellationToken: token),
        cancellation);

    /// <summary>Takes a Job away, and its pods after it; does nothing where there is none.</summary>
    public Task DeleteAsync(RunId id, CancellationToken cancellation) => UnlessGoneAsync(CallAsync(
        (client, token) => client.BatchV1.DeleteNamespacedJobAsync(
            id.Text, options.Namespace, new V1DeleteOptions { PropagationPolicy = "Background" },
            cancellationToken: token),
        cancellation));

    /// <summary>
    /// Has a pod end: SIGTERM, and SIGKILL after the grace. Never at once: the object would be gone, and its program
    /// might run on.
    /// </summary>
    public Task DeleteAsync(V1Pod pod, TimeSpan grace, CancellationToken cancellation) => UnlessGoneAsync(CallAsync(
        (client, token) => client.CoreV1.DeleteNamespacedPodAsync(
            pod.Name(), options.Namespace,
            new V1DeleteOptions
            {
                GracePeriodSeconds = Math.Max(1, (long)Math.Ceiling(grace.TotalSeconds)),
                Preconditions = new V1Preconditions { Uid = pod.Uid() },
            },
            cancellationToken: token),
        cancellation));

    /// <summary>All Jobs of this pool.</summary>
    public Task<V1JobList> JobsAsync(CancellationToken cancellation) => CallAsync(
        (client, token) => client.BatchV1.ListNamespacedJobAsync(
            options.Namespace, labelSelector: Mine, cancellationToken: token),
        cancellation);

    /// <summary>Their pods; of one run where one is named.</summary>
    public Task<V1PodList> PodsAsync(RunId? id, CancellationToken cancellation) => CallAsync(
        (client, token) => client.CoreV1.ListNamespacedPodAsync(
            options.Namespace, labelSelector: id is { } run ? $"{Mine},{RunMarks.RunLabel}={run}" : Mine,
            cancellationToken: token),
        cancellation);

    public Task<V1NodeList> NodesAsync(CancellationToken cancellation) => CallAsync(
        (client, token) => client.CoreV1.ListNodeAsync(cancellationToken: token), cancellation);

    /// <summary>Pods of all namespaces that hold something of a node.</summary>
    public Task<V1PodList> AllPodsAsync(CancellationToken cancellation) => CallAsync(
        (client, token) => client.CoreV1.ListPodForAllNamespacesAsync(
            fieldSelector: "status.phase!=Succeeded,status.phase!=Failed", cancellationToken: token),
        cancellation);

    /// <summary>What a container has written; the stream goes on while it writes when it is followed.</summary>
    public async Task<Stream> LogAsync(V1Pod pod, bool follow, CancellationToken cancellation)
    {
        try
        {
            return await _client.Value.CoreV1.ReadNamespacedPodLogAsync(
                pod.Name(), options.Namespace, RunMarks.Container, follow: follow, cancellationToken: cancellation);
        }
        catch (Exception fault) when (FaultOf(fault, cancellation) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Whether this user may do something; with a namespace or for the cluster as a whole.</summary>
    public async Task<bool> MayAsync(Permission permission, CancellationToken cancellation)
    {
        var review = await CallAsync(
            (client, token) => client.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(
                new V1SelfSubjectAccessReview
                {
                    Spec = new V1SelfSubjectAccessReviewSpec
                    {
                        ResourceAttributes = new V1ResourceAttributes
                        {
                            Verb = permission.Verb,
                            Group = permission.Group,
                            Resource = permission.Resource,
                            Subresource = permission.Subresource,
                            NamespaceProperty = permission.IsOfCluster ? null : options.Namespace,
                        },
                    },
                },
                cancellationToken: token),
            cancellation);
        return review.Status.Allowed;
    }

    public Task<VersionInfo> VersionAsync(CancellationToken cancellation) => CallAsync(
        (client, token) => client.Version.GetCodeAsync(token), cancellation);

    /// <summary>Changes of Jobs from a list on, until the server ends them.</summary>
    public IAsyncEnumerable<(WatchEventType, V1Job)> WatchJobsAsync(string from, CancellationToken cancellation) =>
        _client.Value.BatchV1.WatchListNamespacedJobAsync(
            options.Namespace, allowWatchBookmarks: true, labelSelector: Mine, resourceVersion: from,
            timeoutSeconds: WatchSeconds, cancellationToken: cancellation);

    /// <summary>The same of pods.</summary>
    public IAsyncEnumerable<(WatchEventType, V1Pod)> WatchPodsAsync(string from, CancellationToken cancellation) =>
        _client.Value.CoreV1.WatchListNamespacedPodAsync(
            options.Namespace, allowWatchBookmarks: true, labelSelector: Mine, resourceVersion: from,
            timeoutSeconds: WatchSeconds, cancellationToken: cancellation);

    /// <summary>What a failed call is in words; null for what is no fault of the way or the server.</summary>
    public static KubernetesFault? FaultOf(Exception fault, CancellationToken cancellation) => fault switch
    {
        KubernetesFault told => told,
        _ when cancellation.IsCancellationRequested => null,
        HttpOperationException { Response: { } answer } => new KubernetesFault(
            SentenceOf(answer.Content, (int)answer.StatusCode), (int)answer.StatusCode),
        KubernetesException { Status: { } status } => new KubernetesFault(
            status.Message ?? status.Reason ?? "It failed.", status.Code ?? 0),
        OperationCanceledException => new KubernetesFault("The API server did not answer in time.", 0),
        HttpRequestException or IOException or SocketException or AuthenticationException or JsonException
            or KubernetesClientException => new KubernetesFault($"The API server was not heard: {fault.Message}", 0),
        KubeConfigException or KeyNotFoundException => new KubernetesFault(
            $"The kubeconfig cannot be used: {fault.Message}", 0),
        _ => null,
    };

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    // Shorter than proxies let a connection be silent, as a rule.
    private const int WatchSeconds = 240;

    private static k8s.Kubernetes Connect(KubernetesEngineOptions options)
    {
        var context = options.Context.Length > 0 ? options.Context : null;
        var configuration = options.Kubeconfig.Length > 0
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(options.Kubeconfig, context)
            : KubernetesClientConfiguration.IsInCluster() && context is null
                ? KubernetesClientConfiguration.InClusterConfig()
                : KubernetesClientConfiguration.BuildConfigFromConfigFile(currentContext: context);
        return new k8s.Kubernetes(configuration);
    }

    private async Task<T> CallAsync<T>(
        Func<k8s.Kubernetes, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.CallMost);
        try
        {
            return await call(_client.Value, patience.Token);
        }
        catch (Exception fault) when (FaultOf(fault, cancellation) is { } told)
        {
            throw told;
        }
    }

    private static async Task UnlessGoneAsync<T>(Task<T> call)
    {
        try
        {
            _ = await call;
        }
        // 409: its uid is that of another one by now.
        catch (KubernetesFault fault) when (fault.Status is 404 or 409)
        {
        }
    }

    private static string SentenceOf(string? content, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(content ?? "");
            if (document.RootElement.TryGetProperty("message", out var message)) return message.GetString() ?? "";
        }
        catch (JsonException)
        {
            // Something in between answered, and no API server.
        }

        return $"The API server answered {status}.";
    }
}

/// <summary>Something that a user may be allowed to do.</summary>
/// <param name="Verb">Such as <c>create</c>.</param>
/// <param name="Group">API group; empty for the core.</param>
/// <param name="Resource">Such as <c>jobs</c>.</param>
/// <param name="Subresource">Such as <c>log</c>; empty for none.</param>
/// <param name="IsOfCluster">Whether it is about the cluster as a whole, and not the namespace.</param>
internal sealed record Permission(
    string Verb, string Group, string Resource, string Subresource = "", bool IsOfCluster = false)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Verb} {Resource}{(Subresource.Length > 0 ? $"/{Subresource}" : "")}{(IsOfCluster ? " of the cluster" : "")}";
}
