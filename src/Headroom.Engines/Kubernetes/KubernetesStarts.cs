using System.Collections.Concurrent;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;
using Headroom.Engines.Kubernetes.Objects;
using Headroom.Engines.Kubernetes.Runs;
using k8s.Models;

namespace Headroom.Engines.Kubernetes;

/// <summary>
/// Starts runs. A Job has the name of its run, so the server itself refuses a second one: there is nothing to be found
/// out before a start is told again.
/// </summary>
internal sealed class KubernetesStarts(
    KubernetesCalls calls, KubernetesSite site, RunWatch watch, KubernetesEngineOptions options)
{
    private readonly JobManifest _manifest = new(options);
    private readonly ConcurrentDictionary<RunId, bool> _starting = new();

    /// <summary>Whether a start of a run goes on right now.</summary>
    public bool IsStarting(RunId id) => _starting.ContainsKey(id);

    /// <summary>See <see cref="IEngine.StartAsync"/>.</summary>
    public async Task<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation)
    {
        if (OrderCheck.Fault(order) is { } fault) return Refused(RefusalReason.InvalidOrder, fault);
        if (!_starting.TryAdd(order.Id, true))
            return new StartAnswer.Unclear($"Another start of {order.Id} goes on; ask again.");

        try
        {
            return await TryStartAsync(order, cancellation);
        }
        catch (KubernetesFault unclear)
        {
            return new StartAnswer.Unclear(unclear.Message);
        }
        catch (IOException damaged)
        {
            return new StartAnswer.Unclear(damaged.Message);
        }
        finally
        {
            _starting.TryRemove(order.Id, out _);
        }
    }

    /// <summary>Where a run stands whose Job was just read; an ending is written down first.</summary>
    public async Task<RunState> StateAsync(RunId id, V1Job job, CancellationToken cancellation)
    {
        if (RunMarks.EndingOf(job) is { } known) return new RunEnded(known);

        var seen = watch.Of(id);
        return await StateAsync(id, job, seen, [.. (await calls.PodsAsync(id, cancellation)).Items], cancellation);
    }

    /// <summary>
    /// The same with its pods, which were asked for anew: the watch may be behind, but it alone has heard what a pod
    /// said last that is gone.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="job">Its Job.</param>
    /// <param name="seen">What the watch had seen before pods were asked for; null for nothing.</param>
    /// <param name="pods">Its pods that are there.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RunState> StateAsync(
        RunId id, V1Job job, RunView? seen, IReadOnlyList<V1Pod> pods, CancellationToken cancellation)
    {
        if (RunMarks.EndingOf(job) is { } known) return new RunEnded(known);
        if (seen?.Job?.Uid() != job.Uid()) seen = null;

        // A pod that the watch has not seen go counts as there: what it said last is still to come.
        var going = seen?.Pods.Where(pod => pods.All(there => there.Uid() != pod.Uid())) ?? [];
        return await watch.StateAsync(id, new RunView(job, [.. pods, .. going], seen?.Gone), cancellation);
    }

    private async Task<StartAnswer> TryStartAsync(RunOrder order, CancellationToken cancellation)
    {
        if (await calls.JobAsync(order.Id, cancellation) is { } known)
            return await KnownAsync(order, known, cancellation);

        var offers = await site.OffersAsync(order.Tasks.Select(task => task.Node), cancellation);
        if (Refusal(order, offers) is { } refusal) return new StartAnswer.Refused(refusal);

        try
        {
            var made = await calls.CreateAsync(_manifest.Of(order, offers[order.Tasks[0].Node]), cancellation);
            return made.Spec.Suspend != true && options.Queue.Length > 0
                ? await NeverSuspendedAsync(order, cancellation)
                : new StartAnswer.Accepted(new RunAccepted());
        }
        catch (KubernetesFault fault) when (fault.IsConflict)
        {
            return await calls.JobAsync(order.Id, cancellation) is { } job
                ? await KnownAsync(order, job, cancellation)
                : new StartAnswer.Unclear($"A Job {order.Id} comes and goes; start it again.");
        }
        catch (KubernetesFault fault) when (fault.IsRefusal)
        {
            return Refused(RefusalReason.NotPossibleHere, $"Kubernetes does not take it: {fault.Message}");
        }
    }

    private async Task<StartAnswer> KnownAsync(RunOrder order, V1Job job, CancellationToken cancellation)
    {
        if (job.GetLabel(RunMarks.PoolLabel) != options.Pool || RunMarks.RunOf(job) != order.Id
            || job.GetAnnotation(RunMarks.OrderMark) != RunMarks.DigestOf(order))
        {
            return Refused(
                RefusalReason.OtherOrder, $"The run id {order.Id} was used for another order; make a new one.");
        }

        return job.Metadata.DeletionTimestamp is null
            ? new StartAnswer.Known(await StateAsync(order.Id, job, cancellation))
            : new StartAnswer.Unclear($"The Job {order.Id} is being deleted; start it again.");
    }

    // Older servers take fields away that they do not know, without a word, and so it would start at once.
    private async Task<StartAnswer> NeverSuspendedAsync(RunOrder order, CancellationToken cancellation)
    {
        await calls.DeleteAsync(order.Id, cancellation);
        return Refused(
            RefusalReason.NotPossibleHere,
            "This Kubernetes knows no suspended Jobs, which a queue of Kueue needs; use 1.24 or newer, or no queue.");
    }

    private EngineRefusal? Refusal(RunOrder order, IReadOnlyDictionary<string, NodeOffer> offers)
    {
        if (order.Tasks.Count > 1)
        {
            return new EngineRefusal(
                RefusalReason.NotPossibleHere,
                "A run has one task here; order each task of a gang as a run of its own.");
        }

        var task = order.Tasks[0];
        if (!offers.TryGetValue(task.Node, out var offer))
            return new EngineRefusal(RefusalReason.UnknownNode, $"There is no node '{task.Node}' on {options.Name}.");

        if (task.Gpus.Count > 0 && offer.GpuResource.Length == 0)
            return new EngineRefusal(RefusalReason.NotPossibleHere, $"The node {task.Node} offers no accelerators.");

        return task.Gpus.Count > 0 && task.GpuMilli < TaskRequest.WholeGpuMilli && options.SharesPerGpu == 0
            ? new EngineRefusal(
                RefusalReason.NotPossibleHere,
                "Nothing on this cluster shares accelerators; ask for a whole one, or set 'sharesPerGpu'.")
            : null;
    }

    private static StartAnswer.Refused Refused(RefusalReason reason, string sentence) =>
        new(new EngineRefusal(reason, sentence));
}
