using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Simulated;

/// <summary>
/// The reports of a simulated site to one reader: some twice, some late, those of different runs out of order. What is
/// told of one run never goes backwards, as the contract has it.
/// </summary>
internal sealed class SimulatedReports(SimulatedSite site, SimulatedFaults faults)
{
    private readonly Channel<FoundRun> _told = Channel.CreateUnbounded<FoundRun>();
    private readonly Dictionary<RunId, int> _reached = [];
    private readonly FaultDice _dice = new(faults.Seed);
    private readonly Lock _lock = new();

    /// <summary>See <see cref="IEngine.ReportsAsync"/>.</summary>
    public async IAsyncEnumerable<FoundRun> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        site.Changed += Send;
        try
        {
            foreach (var run in site.Do(() => site.List("").ToArray())) Tell(run);
            while (await _told.Reader.WaitToReadAsync(cancellation))
            {
                while (_told.Reader.TryRead(out var run)) yield return run;
            }
        }
        finally
        {
            site.Changed -= Send;
        }
    }

    private void Send(FoundRun run)
    {
        var (copies, delay) = site.Do(() =>
        {
            var delay = _dice.Falls(faults.DelayedPermille) ? _dice.Delay(faults.DelayMost) : TimeSpan.Zero;
            var copies = _dice.Falls(faults.ReportDoubledPermille) ? 2 : 1;
            if (delay > TimeSpan.Zero) site.Later(delay, () => Tell(run, copies));
            return (copies, delay);
        });
        if (delay == TimeSpan.Zero) Tell(run, copies);
    }

    private void Tell(FoundRun run, int copies = 1)
    {
        lock (_lock)
        {
            var step = Step(run.State);
            if (step < _reached.GetValueOrDefault(run.Id)) return;

            _reached[run.Id] = step;
            for (var copy = 0; copy < copies; copy++) _told.Writer.TryWrite(run);
        }
    }

    private static int Step(RunState state) => state switch
    {
        RunAccepted => 0,
        RunRunning => 1,
        RunStopping => 2,
        _ => 3,
    };
}
