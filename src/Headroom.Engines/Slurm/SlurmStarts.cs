using System.Collections.Concurrent;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;

namespace Headroom.Engines.Slurm;

/// <summary>
/// Starts runs: a job is submitted held, found again by its name, recorded, and only then released. Whatever breaks in
/// between leaves a held job that has run nothing, which the next start of the same run takes up.
/// </summary>
internal sealed class SlurmStarts(
    ISlurmCalls calls, RunShelf shelf, RunWatch watch, Grouped<RunId, Looked> looks, SlurmOrder orders, SlurmSite site,
    SlurmEngineOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<RunId, bool> _starting = new();
    private readonly SlurmReleases _releases = new(calls, shelf, watch, options, clock);

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
        catch (SlurmFault unclear)
        {
            return new StartAnswer.Unclear(unclear.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refused(
                RefusalReason.StorageFailed,
                $"The order cannot be kept: {failure.Message.TrimEnd('.')}; mend that and start the run again.");
        }
        finally
        {
            _starting.TryRemove(order.Id, out _);
        }
    }

    private async Task<StartAnswer> TryStartAsync(RunOrder order, CancellationToken cancellation)
    {
        var kept = shelf.Read(order.Id);
        if (kept.Order is { } known && known != order) return OtherOrder(order);
        if (kept.Ending is { } ending) return new StartAnswer.Known(new RunEnded(ending));

        var nodes = await site.NodesAsync(order.Tasks.Select(task => task.Node), cancellation);
        if (orders.Refusal(order, nodes) is { } refusal) return new StartAnswer.Refused(refusal);

        var isNew = kept.Order is null;
        if (isNew)
        {
            if (order.MakesWorkingDirectory) Directory.CreateDirectory(order.WorkingDirectory);
            shelf.Keep(order);
        }
        else if (await AdoptedAsync(order, cancellation) is { } adopted)
        {
            return adopted;
        }

        return await SubmitAsync(order, orders.SubmissionOf(order, nodes), cancellation);
    }

    // An earlier start may have come to any point.
    private async Task<StartAnswer?> AdoptedAsync(RunOrder order, CancellationToken cancellation)
    {
        var run = watch.Open(order.Id)!;
        var looked = await looks.AskAsync(order.Id, cancellation);
        if (run.Record is null)
        {
            // It may have ended already, released by a control plane that did not live to record it.
            var ended = (await calls.NamedAsync([order.Id.Text], cancellation))
                .Where(job => RunMark.Of(job) == RunMark.Of(options.Pool, order)).MinBy(job => job.Id);
            if (ended is null) return null;

            shelf.Submitted.Add([(order.Id, new RunRecord(ended.Id, clock.GetUtcNow()))]);
            looked = await looks.AskAsync(order.Id, cancellation);
        }

        var job = RunWatch.Pick(looked.Jobs[order.Id], run.Record);
        if (job is { IsHeld: true }) await _releases.ReleaseAsync(order.Id, cancellation);
        return looked.States.TryGetValue(order.Id, out var state)
            ? new StartAnswer.Known(state)
            : new StartAnswer.Unclear($"Slurm does not tell where {order.Id} stands; ask again.");
    }

    private async Task<StartAnswer> SubmitAsync(
        RunOrder order, SlurmSubmission submission, CancellationToken cancellation)
    {
        try
        {
            await _releases.SubmittedAsync(calls.SubmitAsync(submission, cancellation));
        }
        catch (SlurmFault fault) when (fault.IsRefusal)
        {
            shelf.Remove(order.Id);
            watch.Close(order.Id);
            return Refused(RefusalReason.NotPossibleHere, $"Slurm does not take it: {fault.Message}");
        }

        if (await _releases.ReleaseAsync(order.Id, cancellation) is not { } job)
            return new StartAnswer.Unclear($"Slurm took {order.Id} and does not know it any more; start it again.");

        return RunMark.Of(job) == RunMark.Of(options.Pool, order)
            ? new StartAnswer.Accepted(new RunAccepted())
            : OtherOrder(order);
    }

    private static StartAnswer.Refused OtherOrder(RunOrder order) =>
        Refused(RefusalReason.OtherOrder, $"The run id {order.Id} was used for another order; make a new one.");

    private static StartAnswer.Refused Refused(RefusalReason reason, string sentence) =>
        new(new EngineRefusal(reason, sentence));
}
