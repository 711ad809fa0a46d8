using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Cli.Jobs;

/// <summary>
/// Sends a job. It is sent again with the same key when the connection breaks, so that it is made once.
/// </summary>
internal static class Submission
{
    public static async Task<Submitted> SendAsync(
        ServerCall call, JobRequest job, string key, CancellationToken cancellation)
    {
        try
        {
            return await call.AskAsync(client => client.SubmitAsync(job, key, cancellation), cancellation);
        }
        catch (ApiException fault) when (fault.IsBroken || fault.IsUnreadable)
        {
            throw new CommandFailure(ServerFailure.ExitCodeOf(fault), $"{ServerFailure.SentenceOf(fault)} {Unknown(key)}");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Interrupted, $"interrupted. {Unknown(key)}");
        }
    }

    /// <summary>The jobs as <c>cancel</c> and the like take them.</summary>
    public static string RangeOf(Submitted jobs) => jobs.Count == 1
        ? jobs.First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{jobs.First}-{jobs.First + jobs.Count - 1}");

    private static string Unknown(string key) =>
        $"Whether the job was made is not known; the same command with --key {key} makes it once.";
}
