using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom requeue</c>: runs jobs again.</summary>
internal static class RequeueCommand
{
    public static Command Create(Terminal terminal)
    {
        var (ids, key) = (JobIds.Some(), SubmissionKey.Option());
        key.Description = "Name of this request: sent twice it is done once [default: a random one]";

        return new DocumentedCommand(
            "requeue",
            "Run jobs again: those that run are stopped and wait anew, those that have ended are submitted anew.",
            "headroom requeue 17 20-25",
            "headroom requeue 17 --key monday-rerun --output json")
        {
            ids, key,
        }.Serve(terminal, (call, cancellation) =>
        {
            var name = call.Parsed.GetValue(key) ?? SubmissionKey.Random();
            return JobChanges.RunAsync(
                call, call.Parsed.GetRequiredValue(ids),
                (client, id) => client.RequeueAsync(id, KeyOf(name, id), cancellation), Line, cancellation);
        });
    }

    private static string KeyOf(string name, long id) => string.Create(CultureInfo.InvariantCulture, $"{name}/{id}");

    private static string Line(Requeued again)
    {
        var id = again.Job.ToString(CultureInfo.InvariantCulture);
        if (again.As != again.Job)
            return string.Create(CultureInfo.InvariantCulture, $"{id} submitted anew as {again.As}");

        return again.State == JobStatus.Stopping
            ? $"{id} told to stop, waits again when it has"
            : $"{id} {JobWords.Of(again.State)}, and so is in its queue already";
    }
}
