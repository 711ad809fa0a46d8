using Headroom.Engines.Contract;

namespace Headroom.Engines.Simulated;

/// <summary>The way to a simulated site and back.</summary>
internal sealed class FaultyCalls(SimulatedSite site, SimulatedFaults faults)
{
    // Touched only with the site to itself.
    private readonly FaultDice _dice = new(faults.Seed);

    /// <summary>
    /// Carries out a call, as the faults have it; <paramref name="unclear"/> is what the caller gets when no answer
    /// comes.
    /// <paramref name="start"/> is the run that the call would start.
    /// </summary>
    public ValueTask<T> CallAsync<T>(RunId? start, Func<T> call, T unclear, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (site.IsDown) return new(unclear);

        var answer = new TaskCompletionSource<T>();
        site.Do(() =>
        {
            Send(start, call, unclear, answer);
            return true;
        });
        return new(answer.Task.WaitAsync(cancellation));
    }

    private void Send<T>(RunId? start, Func<T> call, T unclear, TaskCompletionSource<T> answer)
    {
        if (_dice.Falls(faults.RequestLostPermille))
        {
            answer.SetResult(unclear);
            return;
        }

        if (_dice.Falls(faults.RequestLatePermille))
        {
            SendLate(start, call);
            answer.SetResult(unclear);
            return;
        }

        var result = call();
        if (_dice.Falls(faults.DoubledPermille)) _ = call();
        if (_dice.Falls(faults.ReplyLostPermille)) result = unclear;
        if (_dice.Falls(faults.DelayedPermille))
            site.Later(_dice.Delay(faults.DelayMost), () => answer.SetResult(result));
        else
            answer.SetResult(result);
    }

    private void SendLate<T>(RunId? start, Func<T> call)
    {
        if (start is { } id) site.OnItsWay(id, 1);
        site.Later(_dice.Delay(faults.DelayMost), () => site.Do(() =>
        {
            if (start is { } arrived) site.OnItsWay(arrived, -1);
            return site.IsDown ? default : call();
        }));
    }
}
