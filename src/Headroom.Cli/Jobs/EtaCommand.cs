using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom eta</c>: when a job will start, whether it was submitted or not.</summary>
internal static class EtaCommand
{
    // What is run has no bearing on when.
    private static readonly string[] Anything = ["true"];

    public static Command Create(Terminal terminal)
    {
        var words = CommandWords.Argument();
        words.Description = "Id of a job that waits; or a command behind '--', as submit takes it";
        words.HelpName = "ID | -- COMMAND";
        var options = new JobOptions();
        var eta = new DocumentedCommand(
            "eta",
            "Say when a waiting job is expected to start, or one that was not submitted yet.",
            "headroom eta 17",
            "headroom eta --gpus 4 --time 2h -- python train.py")
        {
            words,
        };
        options.AddTo(eta);
        return eta.Serve(terminal, async (call, cancellation) =>
        {
            var start = IdIn(call.Parsed, words) is { } id
                ? await call.AskAsync(client => client.StartAsync(id, cancellation), cancellation)
                : await call.AskAsync(
                    client => client.StartOfAsync(RequestIn(call.Parsed, words, options), cancellation), cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, start);
            else call.Terminal.Output.WriteLine(TextOf(start));
            return ExitCode.Done;
        });
    }

    private static long? IdIn(ParseResult parsed, Argument<string[]> words) =>
        parsed.Tokens.All(token => token.Type != TokenType.DoubleDash)
            && parsed.GetValue(words) is [var word]
            && long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    private static JobRequest RequestIn(ParseResult parsed, Argument<string[]> words, JobOptions options)
    {
        var command = CommandWords.In(parsed, words);
        return JobRequests.Of(options.In(parsed) with { Command = command.Count > 0 ? command : Anything });
    }

    private static string TextOf(StartView start) => start switch
    {
        { Basis: StartBasis.NextCycle } => "It starts now.",
        { Basis: StartBasis.Never } => $"It will not start unless what holds it is changed: {start.Code}.",
        { P50Milliseconds: null } => "No start can be named: too few futures of the pool came to it within their bounds.",
        { Basis: StartBasis.TimeLimits } =>
            $"It starts in {Span(start.P50Milliseconds)} if every job runs to its time limit; no job has finished yet "
            + "from which runtimes could be learnt.",
        { P90Milliseconds: null } =>
            $"It starts in {Span(start.P50Milliseconds)} (p50); p90 unknown, from {NumberText.Whole(start.Futures)} futures.",
        _ => $"It starts in {Span(start.P50Milliseconds)} (p50) to {Span(start.P90Milliseconds)} (p90), from "
            + $"{NumberText.Whole(start.Futures)} futures, {Correction(start.Outcomes)}.",
    };

    private static string Correction(int outcomes) => outcomes switch
    {
        0 => "not corrected yet",
        1 => "corrected by 1 earlier start",
        _ => $"corrected by {NumberText.Whole(outcomes)} earlier starts",
    };

    private static string Span(long? milliseconds) => NumberText.Duration((milliseconds ?? 0) / 1000.0);
}
