using System.Collections.Concurrent;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;
using k8s.Models;

namespace Headroom.Engines.Kubernetes;

/// <summary>
/// Keeps what stopped runs wrote: a pod that is deleted takes its log with it. What is kept of one whose control plane
/// was killed meanwhile is as much as had been read.
/// </summary>
internal sealed class StoppedLogs(KubernetesCalls calls, string root, CancellationToken closing)
{
    // A pod that is deleted takes its log away within its grace, and a program that wrote nothing may say nothing.
    private static readonly TimeSpan OpenMost = TimeSpan.FromSeconds(2);

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(root, "logs")).FullName;
    private readonly ConcurrentDictionary<RunId, Keeping> _underWay = new();

    /// <summary>
    /// Begins to keep what a run writes, from its first byte to its end. Ends when the cluster gives it out, so that
    /// the pod may be deleted.
    /// </summary>
    public async Task BeginAsync(RunId id, V1Pod pod, CancellationToken cancellation)
    {
        var mine = new Keeping();
        var keeping = _underWay.GetOrAdd(id, mine);
        if (keeping == mine) _ = Task.Run(() => KeepAsync(id, pod, mine), CancellationToken.None);
        await Task.WhenAny(keeping.Opened.Task, Task.Delay(OpenMost, cancellation));
    }

    /// <summary>File with what a run wrote; null where it was never stopped.</summary>
    public string? FileOf(RunId id) => PathOf(id) is var path && File.Exists(path) ? path : null;

    /// <summary>Ends when nothing more is kept of a run.</summary>
    public Task EndOf(RunId id) => _underWay.GetValueOrDefault(id)?.Ended.Task ?? Task.CompletedTask;

    /// <summary>Takes a run's file away.</summary>
    public void Remove(RunId id) => File.Delete(PathOf(id));

    private string PathOf(RunId id) => Path.Combine(_folder, $"{id}.log");

    private async Task KeepAsync(RunId id, V1Pod pod, Keeping keeping)
    {
        try
        {
            await using var log = await calls.LogAsync(pod, follow: true, closing);
            keeping.Opened.SetResult();
            await using var file = new FileStream(
                PathOf(id), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            await log.CopyToAsync(file, closing);
        }
        catch (Exception fault) when (fault is KubernetesFault or OperationCanceledException or IOException)
        {
            // The run ends whatever becomes of its log.
        }
        finally
        {
            _underWay.TryRemove(id, out _);
            keeping.Opened.TrySetResult();
            keeping.Ended.SetResult();
        }
    }

    private sealed class Keeping
    {
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
