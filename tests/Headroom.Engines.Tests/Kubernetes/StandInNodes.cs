using System.Collections.Concurrent;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>
/// Two nodes, g1 and g2, without kubelets: what would be theirs is done here, and pods are processes of this machine.
/// A watch may tell of a pod again that has ended: each uid is started once.
/// </summary>
internal sealed class StandInNodes : IDisposable
{
    /// <summary>An image that no node can pull.</summary>
    public const string MissingImage = "registry.invalid/missing:1";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly k8s.Kubernetes _client;
    private readonly string _folder;
    private readonly StandInLogs _logs;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, StandInPod> _pods = new(StringComparer.Ordinal);

    private StandInNodes(k8s.Kubernetes client, string folder)
    {
        (_client, _folder) = (client, folder);
        _logs = new StandInLogs(name => _pods.Values.LastOrDefault(pod => pod.Name == name), _closing.Token);
    }

    private static string[] Names => ["g1", "g2"];

    public static async Task<StandInNodes> StartAsync(k8s.Kubernetes client, string folder)
    {
        var nodes = new StandInNodes(client, folder);
        foreach (var name in Names) await nodes.RegisterAsync(name);
        _ = nodes.BeatAsync();
        _ = nodes.WatchAsync();
        return nodes;
    }

    public void Dispose()
    {
        _closing.Cancel();
        foreach (var pod in _pods.Values) pod.Kill(9);
        _logs.Dispose();
        _closing.Dispose();
    }

    private async Task RegisterAsync(string name)
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Labels = new Dictionary<string, string>
                {
                    ["kubernetes.io/hostname"] = name,
                    ["nvidia.com/gpu.product"] = "H100",
                    ["nvidia.com/gpu.memory"] = "81559",
                },
            },
        };
        await _client.CoreV1.CreateNodeAsync(node);
        await _client.CoreV1.PatchNodeStatusAsync(
            new V1Patch(new V1Node { Status = Status() }, V1Patch.PatchType.StrategicMergePatch), name);
        await _client.CoordinationV1.CreateNamespacedLeaseAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = name },
                Spec = new V1LeaseSpec
                {
                    HolderIdentity = name,
                    LeaseDurationSeconds = 40,
                    RenewTime = Now,
                },
            },
            "kube-node-lease");
    }

    private V1NodeStatus Status()
    {
        var amounts = new Dictionary<string, ResourceQuantity>
        {
            ["cpu"] = new("64"),
            ["memory"] = new("512Gi"),
            ["pods"] = new("250"),
            ["nvidia.com/gpu"] = new("4"),
        };
        return new V1NodeStatus
        {
            Capacity = amounts,
            Allocatable = amounts,
            Addresses = [new V1NodeAddress { Type = "InternalIP", Address = "127.0.0.1" }],
            DaemonEndpoints = new V1NodeDaemonEndpoints
            {
                KubeletEndpoint = new V1DaemonEndpoint { Port = _logs.Port },
            },
            Conditions =
            [
                new V1NodeCondition
                {
                    Type = "Ready", Status = "True", Reason = "StandIn", Message = "It is up.",
                    LastHeartbeatTime = Now,
                    LastTransitionTime = Now,
                },
            ],
        };
    }

    private async Task BeatAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            foreach (var name in Names)
            {
                var renewed = new V1Lease { Spec = new V1LeaseSpec { RenewTime = Now } };
                await TryAsync(() => _client.CoordinationV1.PatchNamespacedLeaseAsync(
                    new V1Patch(renewed, V1Patch.PatchType.MergePatch), name, "kube-node-lease"));
            }

            await Task.Delay(Beat, CancellationToken.None);
        }
    }

    private async Task WatchAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            await TryAsync(async () =>
            {
                var list = await _client.CoreV1.ListPodForAllNamespacesAsync(cancellationToken: _closing.Token);
                foreach (var pod in list.Items) See(pod);
                await foreach (var (type, pod) in _client.CoreV1.WatchListPodForAllNamespacesAsync(
                    resourceVersion: list.ResourceVersion(), cancellationToken: _closing.Token))
                {
                    if (type is WatchEventType.Added or WatchEventType.Modified) See(pod);
                }

                return true;
            });
        }
    }

    private void See(V1Pod pod)
    {
        if (!Names.Contains(pod.Spec.NodeName)) return;

        if (_pods.GetValueOrDefault(pod.Uid()) is { } known) known.See(pod);
        else if (pod.Metadata.DeletionTimestamp is not null) _ = RemoveAsync(pod);
        else if (pod.Status.Phase == "Pending") _pods[pod.Uid()] = Start(pod);
    }

    private StandInPod Start(V1Pod pod)
    {
        var started = new StandInPod(pod, Path.Combine(_folder, pod.Uid()));
        _ = FollowAsync(started);
        return started;
    }

    private async Task FollowAsync(StandInPod pod)
    {
        if (pod.First.Spec.Containers[0].Image == MissingImage)
        {
            await PatchAsync(pod, new V1PodStatus { ContainerStatuses = [pod.Status(Waiting())] });
            await pod.DeletedAsync(_closing.Token);
            await RemoveAsync(pod.First);
            return;
        }

        var startedAt = pod.Start();
        await PatchAsync(pod, new V1PodStatus
        {
            Phase = "Running",
            StartTime = startedAt,
            ContainerStatuses =
            [
                pod.Status(new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = startedAt } }),
            ],
        });
        var exit = await pod.EndAsync();
        var terminated = new V1ContainerStateTerminated
        {
            ExitCode = exit,
            StartedAt = startedAt,
            FinishedAt = Now,
            Reason = exit == 0 ? "Completed" : "Error",
        };
        await PatchAsync(pod, new V1PodStatus
        {
            Phase = exit == 0 ? "Succeeded" : "Failed",
            Reason = pod.IsOverTime ? "DeadlineExceeded" : null,
            ContainerStatuses = [pod.Status(new V1ContainerState { Terminated = terminated })],
        });
        await pod.DeletedAsync(_closing.Token);
        await RemoveAsync(pod.First);
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private Task RemoveAsync(V1Pod pod) => InsistAsync(() => _client.CoreV1.DeleteNamespacedPodAsync(
        pod.Name(), pod.Namespace(),
        new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = pod.Uid() } }));

    private Task PatchAsync(StandInPod pod, V1PodStatus status)
    {
        var patch = new V1Patch(new V1Pod { Status = status }, V1Patch.PatchType.StrategicMergePatch);
        return InsistAsync(
            () => _client.CoreV1.PatchNamespacedPodStatusAsync(patch, pod.Name, pod.First.Namespace()));
    }

    // As a kubelet does: servers may be down, and their disk slow.
    private async Task InsistAsync<T>(Func<Task<T>> call)
    {
        while (!_closing.IsCancellationRequested && !await TryAsync(call))
            await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
    }

    private static V1ContainerState Waiting() => new()
    {
        Waiting = new V1ContainerStateWaiting { Reason = "ErrImagePull", Message = "there is no such image" },
    };

    // What is not there any more is as good as done.
    private static async Task<bool> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            _ = await call();
            return true;
        }
        catch (HttpOperationException fault)
        {
            return (int)fault.Response.StatusCode is 404 or 409;
        }
        catch (Exception fault) when (
            fault is HttpRequestException or IOException or OperationCanceledException or KubernetesException)
        {
            return false;
        }
    }
}
