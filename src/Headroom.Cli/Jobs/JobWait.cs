using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary>Waits for jobs to end and tells what becomes of them on the error stream.</summary>
internal sealed class JobWait(ServerCall call)
{
    private readonly TimeProvider _clock = call.Terminal.Clock;

    /// <summary>Whether all have succeeded, as an exit code.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="timeout">Longest wait; null for any.</param>
    /// <param name="cancellation">Ends the wait, not the jobs.</param>
    /// <exception cref="CommandFailure">The wait ended before the jobs.</exception>
    public async Task<int> UntilEndAsync(Submitted jobs, TimeSpan? timeout, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await WatchAsync(jobs, either.Token) ? ExitCode.Done : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Interrupted, $"interrupted; {GoesOn(jobs)}.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.TimedOut, $"the time to wait is over; {GoesOn(jobs)}.");
        }
    }

    private async Task<bool> WatchAsync(Submitted jobs, CancellationToken cancellation)
    {
        var told = new SortedDictionary<long, string>();
        for (var number = 0; number < jobs.Count; number++) told.Add(jobs.First + number, "");

        var allSucceeded = true;
        var follow = new ChangeFollow(call, jobs.Count == 1 ? jobs.First : null);
        await foreach (var look in follow.ReadAsync(cancellation))
        {
            foreach (var id in Changed(told.Keys, look).ToArray())
            {
                var job = await call.AskThroughSilenceAsync(client => client.JobAsync(id, cancellation), cancellation);
                told[id] = Tell(job, told[id]);
                if (!JobWords.HasEnded(job.State)) continue;

                told.Remove(id);
                allSucceeded &= job.State == JobStatus.Succeeded;
            }

            if (told.Count == 0) break;
        }

        return allSucceeded;
    }

    // Jobs of an array wait for the same: one of them says why.
    private static IEnumerable<long> Changed(IReadOnlyCollection<long> open, Look look) =>
        look.IsWhole ? open : look.Jobs.Count == 0 ? open.Take(1) : look.Jobs.Intersect(open);

    private string Tell(JobDetail job, string before)
    {
        var standing = JobWords.Standing(job);
        if (standing == before) return before;

        var line = string.Create(CultureInfo.InvariantCulture, $"job {job.Id}: {standing}");
        call.Terminal.Error.WriteLine(DisplayWidth.Printable(line));
        call.Terminal.Error.Flush();
        return standing;
    }

    private static string GoesOn(Submitted jobs)
    {
        var ids = Submission.RangeOf(jobs);
        return jobs.Count == 1
            ? $"job {ids} goes on; wait for it again with './headroom job {ids} --wait', "
                + $"end it with './headroom cancel {ids}'"
            : $"jobs {ids} go on; follow them with './headroom jobs --watch', "
                + $"end them with './headroom cancel {ids}'";
    }
}
