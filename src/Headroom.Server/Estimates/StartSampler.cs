using Headroom.Cluster;
using Headroom.Server.Loop;

namespace Headroom.Server.Estimates;

/// <summary>
/// Estimates the newest job that waits, now and then, so that estimates are corrected by outcomes whether or not
/// somebody asks for them. While nothing waits it costs nothing.
/// </summary>
internal sealed class StartSampler(
    StartEstimates estimates, ControlLoop loop, TimeProvider time, ILogger<StartSampler> log) : BackgroundService
{
    // Jobs that are looked at for one that waits: enough where any have come since the last look.
    private const int LookedAtMax = 100;

    // Estimating takes at most one part in so many of a processor.
    private const int RestShare = 50;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private JobId _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            await SampleAsync(stoppingToken);
            var rest = time.GetElapsedTime(began) * RestShare;
            await Task.Delay(rest > Period ? rest : Period, time, stoppingToken);
        }
    }

    private async Task SampleAsync(CancellationToken cancellation)
    {
        try
        {
            if (await loop.DoAsync(turn => NewestWaiting(turn.State)) is not { } job) return;

            _last = job;
            await estimates.OfAsync(job, Budget, cancellation);
        }
        catch (Refusal)
        {
            // The loop is busy, or the job has started meanwhile: a sample less.
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // Whoever asks is told; a pool whose starts cannot be estimated goes on all the same.
            log.StartNotEstimated(fault);
        }
    }

    private JobId? NewestWaiting(LoopState state)
    {
        for (var back = 0; back < LookedAtMax && state.LastJob - back > _last.Value; back++)
        {
            var id = new JobId(state.LastJob - back);
            if (state.Cluster.Find(id) is { Tasks.Count: 0 }) return id;
        }

        return null;
    }
}
