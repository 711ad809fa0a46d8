using Headroom.Cli.Outcome;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary>Reads lists of jobs page by page.</summary>
internal static class JobPages
{
    /// <summary>The first page or all of them, and the cursor of what is left.</summary>
    public static async Task<(IReadOnlyList<JobView> Jobs, string? Next)> ReadAsync(
        ServerCall call, JobFilter filter, bool all, CancellationToken cancellation)
    {
        var jobs = new List<JobView>();
        while (true)
        {
            var page = await call.AskAsync(client => client.JobsAsync(filter, cancellation), cancellation);
            jobs.AddRange(page.Jobs);
            if (!all || page.Next is null) return (jobs, page.Next);

            // A cursor that leads nowhere new would be followed for ever.
            if (page.Next == filter.After || page.Jobs.Count == 0)
            {
                throw new CommandFailure(
                    ExitCode.Failed, "the server gives a list of jobs that does not end; ask for part of it with --limit.");
            }

            filter = filter with { After = page.Next };
        }
    }
}
