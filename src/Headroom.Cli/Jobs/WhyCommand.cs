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
        var isBrief = new Option<bool>("--brief")
        {
            Description = "Do not work out what would start it, which takes seconds on a large pool",
        };

        return new DocumentedCommand(
            "why", "Say why a job waits, what it waits for and which changes would start it now.", "headroom why 17")
        {
            id,
            isBrief,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var why = await call.AskAsync(
                client => client.WhyAsync(call.Parsed.GetValue(id), !call.Parsed.GetValue(isBrief), cancellation),
                cancellation);
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
        // Most sentences say it themselves.
        if (why.Resource is { } resource && why.AskedMilli is { } asked && why.AvailableMilli is { } available
            && !why.Text.Contains(resource, StringComparison.Ordinal))
        {
            Line($"{resource}: {NumberText.Milli(asked)} asked, {NumberText.Milli(available)} available.");
        }

        if (why.Holders.Count > 0) Line($"Held by {string.Join(", ", why.Holders)}.");
        if (why.Until is { } until) Line($"Not before {TimeText.Of(until)}, in {TimeText.Span(call.Now, until)}.");
        if (why.Changes is { } changes) WriteChanges(call.Terminal, changes);
        if (why.Regions.Count > 0) WriteRegions(call.Terminal, why.Regions);

        void Line(string text) => call.Terminal.Output.WriteLine(DisplayWidth.Printable(text));
    }

    // What is weighed: waiting in one region against moving the data to another.
    private static void WriteRegions(Terminal terminal, IReadOnlyList<RegionWayView> regions)
    {
        terminal.Output.WriteLine();
        var table = new TextTable(
            TableColumn.Words("REGION"), new("DATA ARRIVES IN"), new("SENDING COSTS"), new("GPU-HOUR"), new("GRAMS OF CO2"));
        foreach (var region in regions)
        {
            var isReached = region.TransferMilliseconds is not null;
            table.Add(
                DisplayWidth.Printable(region.Region) + (region.Asked ? "" : " (not asked for)"),
                region.TransferMilliseconds is { } time ? TimeText.Span(0, time) : "cannot",
                isReached ? NumberText.Milli(region.TransferPriceMilli) : "-",
                NumberText.Milli(region.PricePerGpuHourMilli),
                region.CarbonGramsPerGpuHour.ToString(CultureInfo.InvariantCulture));
        }

        table.Write(terminal);
    }

    private static void WriteChanges(Terminal terminal, IReadOnlyList<StartChangeView> changes)
    {
        terminal.Output.WriteLine();
        if (changes.Count == 0)
        {
            terminal.Output.WriteLine("No single change would start it now.");
            return;
        }

        var table = new TextTable(TableColumn.Words("CHANGE"), TableColumn.Words("THEN IT"));
        foreach (var change in changes)
            table.Add(DisplayWidth.Printable(change.Text), change.Outcome);

        table.Write(terminal);
    }
}
