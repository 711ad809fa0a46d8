using Headroom.Cli.Outcome;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary>A list of jobs, then each of them again when it has changed. In JSON, one object a line.</summary>
internal sealed class JobsWatch(ServerCall call, JobFilter filter)
{
    // A busy pool changes a thousand times a second.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly JobTable _table = new(call);
    private readonly Dictionary<long, (JobStatus State, int Version, string? Reason)> _told = [];

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await foreach (var look in new ChangeFollow(call, job: null).ReadAsync(cancellation))
        {
            var page = await call.AskThroughSilenceAsync(
                client => client.JobsAsync(filter, cancellation), cancellation);
            foreach (var job in page.Jobs) Tell(job);
            await TellGoneAsync(look.Jobs.Intersect(_told.Keys).Except(page.Jobs.Select(job => job.Id)), cancellation);
            if (!call.IsJson) _table.Write();
            call.Terminal.Output.Flush();
            await Task.Delay(Pace, call.Terminal.Clock, cancellation);
        }

        return ExitCode.Done;
    }

    // What is asked for by its state is no longer listed when it has another one, and that is the news.
    private async Task TellGoneAsync(IEnumerable<long> gone, CancellationToken cancellation)
    {
        foreach (var id in gone)
        {
            Tell(await call.AskThroughSilenceAsync(client => client.JobAsync(id, cancellation), cancellation));
            _told.Remove(id);
        }
    }

    private void Tell<T>(T job)
        where T : JobSummary
    {
        var now = (job.State, job.Version, job.Reason);
        if (_told.TryGetValue(job.Id, out var before) && before == now) return;

        _told[job.Id] = now;
        if (call.IsJson) call.Terminal.Output.WriteLine(WireJson.Of(job));
        else _table.Add(job);
    }
}
