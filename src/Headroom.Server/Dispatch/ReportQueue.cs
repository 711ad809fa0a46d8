using System.Threading.Channels;
using Headroom.Server.Loop;

namespace Headroom.Server.Dispatch;

/// <summary>
/// Tells the loop what engines say, many reports at a time: what comes while one group is stored is the next group. So
/// an engine that ends thousands of runs a second costs one transaction a turn, and reports keep their order.
/// </summary>
internal sealed class ReportQueue(ControlLoop loop, TimeProvider time)
{
    private const int WaitingMax = 16_384;
    private const int GroupMax = 4_096;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Action<Turn>> _waiting = Channel.CreateBounded<Action<Turn>>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    /// <summary>Adds a report; waits while too many wait. It does no harm when it is told twice.</summary>
    public ValueTask AddAsync(Action<Turn> report, CancellationToken cancellation) =>
        _waiting.Writer.WriteAsync(report, cancellation);

    /// <summary>Tells the loop until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var group = new List<Action<Turn>>();
        while (await _waiting.Reader.WaitToReadAsync(cancellation))
        {
            while (group.Count < GroupMax && _waiting.Reader.TryRead(out var report)) group.Add(report);

            while (!await StoreAsync(group)) await Task.Delay(Pause, time, cancellation);
            group.Clear();
        }
    }

    private async Task<bool> StoreAsync(List<Action<Turn>> group)
    {
        try
        {
            return await loop.DoCertainlyAsync(turn =>
            {
                foreach (var report in group) report(turn);
                return true;
            });
        }
        catch (Refusal)
        {
            return false;
        }
    }
}
