using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>Takes the samples.</summary>
internal sealed class PoolSampler(PoolPulse pulse, PoolHistory history, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do await SampleAsync();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SampleAsync()
    {
        try
        {
            history.Add(PoolSample.Of(await pulse.LatestAsync()));
        }
        catch (Refusal)
        {
            // The loop is busy: a sample less.
        }
    }
}
