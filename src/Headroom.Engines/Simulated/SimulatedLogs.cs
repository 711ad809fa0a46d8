using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Simulated;

/// <summary>The log of a simulated run: all is there when it has started.</summary>
internal sealed class SimulatedLogs(SimulatedSite site, RunId id)
{
    /// <summary>See <see cref="IEngine.LogsAsync"/>.</summary>
    public async IAsyncEnumerable<LogChunk> ReadAsync(
        LogRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Not disposed: a change may be told at the moment at which the reader leaves.
        var changes = new SemaphoreSlim(0);
        void Count(FoundRun run)
        {
            if (run.Id == id) changes.Release();
        }

        site.Changed += Count;
        try
        {
            var offset = request.Offset;
            while (site.Do(() => site.Find(id) is { } run ? (run.State, Log: run.Log(request.Stream)) : default)
                is { State: { } state } now)
            {
                if (now.Log.Length > offset)
                {
                    yield return new LogChunk(offset, now.Log.AsMemory((int)offset), 0);
                    offset = now.Log.Length;
                }

                if (state is RunEnded || !request.Follow) yield break;
                await changes.WaitAsync(cancellation);
            }
        }
        finally
        {
            site.Changed -= Count;
        }
    }
}
