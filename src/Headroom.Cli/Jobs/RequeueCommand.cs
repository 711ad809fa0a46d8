using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

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
        }.Serve(terminal, async (call, cancellation) =>
        {
            var (exitCode, done) = (ExitCode.Done, new List<Requeued>());
            var name = call.Parsed.GetValue(key) ?? SubmissionKey.Random();
            foreach (var id in call.Parsed.GetRequiredValue(ids))
            {
                try
                {
                    var again = await call.AskAsync(
                        client => client.RequeueAsync(id, KeyOf(name, id), cancellation), cancellation);
                    done.Add(again);
                    if (!call.IsJson) call.Terminal.Output.WriteLine(Line(again));
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

            if (call.IsJson) WireJson.WriteArray(call.Terminal, done);
            return exitCode;
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
