using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom cancel</c>, <c>hold</c> and <c>release</c>: what can be done to jobs that are there.</summary>
internal static class ChangeCommands
{
    public static Command Cancel(Terminal terminal) => Create(
        terminal, ("cancel", "End jobs: those that run are stopped."), "headroom cancel 17 20-25",
        (client, id, cancellation) => client.CancelAsync(id, cancellation),
        // Its engine has yet to stop it.
        job => job.State == JobStatus.Running ? "running, told to stop" : JobWords.Of(job.State));

    public static Command Hold(Terminal terminal) => Create(
        terminal, ("hold", "Keep waiting jobs from starting."), "headroom hold 17",
        (client, id, cancellation) => client.HoldAsync(id, cancellation));

    public static Command Release(Terminal terminal) => Create(
        terminal, ("release", "Let held jobs go on."), "headroom release 17",
        (client, id, cancellation) => client.ReleaseAsync(id, cancellation));

    private static DocumentedCommand Create(
        Terminal terminal,
        (string Name, string Description) command,
        string example,
        Func<HeadroomClient, long, CancellationToken, Task<JobDetail>> change,
        Func<JobDetail, string>? outcome = null)
    {
        var ids = JobIds.Some();

        return new DocumentedCommand(command.Name, command.Description, example)
        {
            ids,
        }.Serve(terminal, (call, cancellation) => JobChanges.RunAsync(
            call, call.Parsed.GetRequiredValue(ids),
            (client, id) => change(client, id, cancellation),
            job => Line(job, outcome?.Invoke(job) ?? JobWords.Of(job.State)),
            cancellation));
    }

    private static string Line(JobDetail job, string outcome) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Id} {outcome}");
}
