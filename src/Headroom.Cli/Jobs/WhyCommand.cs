using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom why</c>: why a job waits.</summary>
internal static class WhyCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = JobIds.One();

        return new DocumentedCommand("why", "Say why a job waits, and what it waits for.", "headroom why 17")
        {
            id,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var why = await call.AskAsync(
                client => client.WhyAsync(call.Parsed.GetValue(id), cancellation), cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, why);
            else Write(call, why);
            return ExitCode.Done;
        });
    }

    private static void Write(ServerCall call, WhyView why)
    {
        var code = why.Code is null ? "." : $": {why.Code}";
        Line(string.Create(CultureInfo.InvariantCulture, $"Job {why.Job} is {JobWords.Of(why.State)}{code}"));
        Line(why.Text);
        if (why.Resource is { } resource && why.AskedMilli is { } asked && why.AvailableMilli is { } available)
            Line($"{resource}: {NumberText.Milli(asked)} asked, {NumberText.Milli(available)} available.");
        if (why.Holders.Count > 0) Line($"Held by {string.Join(", ", why.Holders)}.");
        if (why.Until is { } until) Line($"Not before {TimeText.Of(until)}, in {TimeText.Span(call.Now, until)}.");

        void Line(string text) => call.Terminal.Output.WriteLine(DisplayWidth.Printable(text));
    }
}
