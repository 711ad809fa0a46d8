using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom logs</c>: what a job wrote.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var id = JobIds.One();
        var isError = new Option<bool>("--stderr") { Description = "What it wrote to its error stream" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the job has ended" };

        return new DocumentedCommand(
            "logs",
            "Print what a job wrote; in JSON, one object a line for each part.",
            "headroom logs 17",
            "headroom logs 17 --stderr -f")
        {
            id, isError, follow,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var (job, stderr) = (call.Parsed.GetValue(id), call.Parsed.GetValue(isError));
            for (var (offset, isHeard) = (0L, false); ; isHeard = true)
            {
                var part = isHeard && call.Parsed.GetValue(follow)
                    ? await call.AskThroughSilenceAsync(Ask, cancellation)
                    : await call.AskAsync(Ask, cancellation);
                if (part.Next < offset || (part.Next == offset && part.Text.Length > 0))
                    throw new CommandFailure(ExitCode.Failed, "the server gives a log that does not go on; report it.");

                // As it was written: what a program prints for its terminal is for this one too.
                call.Terminal.Output.Write(call.IsJson ? $"{WireJson.Of(part)}\n" : part.Text);
                call.Terminal.Output.Flush();
                if (part.IsEnd) return ExitCode.Done;
                if (part.Next == offset && !call.Parsed.GetValue(follow)) return ExitCode.Done;
                if (part.Next == offset) await Task.Delay(Pause, call.Terminal.Clock, cancellation);

                offset = part.Next;

                Task<LogPart> Ask(HeadroomClient client) => client.LogAsync(job, stderr, offset, cancellation);
            }
        });
    }
}
