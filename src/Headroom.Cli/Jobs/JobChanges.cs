using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Remote;
using Headroom.Client;
using Headroom.Client.Wire;

namespace Headroom.Cli.Jobs;

/// <summary>Does the same to several jobs, one after the other, and says of each what came of it.</summary>
internal static class JobChanges
{
    /// <summary>Does it.</summary>
    /// <param name="call">The command.</param>
    /// <param name="ids">The jobs.</param>
    /// <param name="change">Does it to one.</param>
    /// <param name="line">What people are told of one to which it was done.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> RunAsync<T>(
        ServerCall call,
        IEnumerable<long> ids,
        Func<HeadroomClient, long, Task<T>> change,
        Func<T, string> line,
        CancellationToken cancellation)
    {
        var (exitCode, changed) = (ExitCode.Done, new List<T>());
        foreach (var id in ids)
        {
            try
            {
                var job = await call.AskAsync(client => change(client, id), cancellation);
                changed.Add(job);
                if (!call.IsJson) call.Terminal.Output.WriteLine(line(job));
            }
            catch (ApiException fault) when (fault.Problem is not null)
            {
                // The others may be well; the exit code is that of the first that is not.
                var sentence = string.Create(
                    CultureInfo.InvariantCulture, $"headroom: job {id}: {ServerFailure.SentenceOf(fault)}");
                call.Terminal.Error.WriteLine(DisplayWidth.Printable(sentence));
                if (exitCode == ExitCode.Done) exitCode = ServerFailure.ExitCodeOf(fault);
            }
        }

        if (call.IsJson) WireJson.WriteArray(call.Terminal, changed);
        return exitCode;
    }
}
