using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Scheduling.Explaining;
using Headroom.Simulation.Estimates;

namespace Headroom.Cli.Replay.Share;

/// <summary>
/// Prints why a job waits, when it is expected to start and what would start it. The names in JSON are an interface:
/// add, never rename.
/// </summary>
internal static class ExplainOutput
{
    private static readonly ChangeText Changes = new(NumberText.Duration);

    public static void Write(
        Terminal terminal, HistoryMoment moment, Explanation explanation, StartEstimate estimate, OutputFormat format)
    {
        var now = estimate.At;
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(JsonText.Object(explanation, (json, told) =>
            {
                WriteJson(json, moment, told, now);
                WriteEstimate(json, estimate);
            }));
            return;
        }

        var job = moment.State.Find(explanation.Job)!.Job;
        terminal.Output.WriteLine(
            $"Job {moment.NameOf(job.Id)} of queue {job.Queue}: {NumberText.Whole(job.Shape.GpuMilliTotal / 1000)} GPUs, "
            + $"waiting for {NumberText.Duration((now - job.SubmittedMilliseconds) / 1000.0)}.");
        terminal.Output.WriteLine(Why(moment, explanation, now));
        terminal.Output.WriteLine(EstimateText.Of(estimate));
        terminal.Output.WriteLine();
        WriteChanges(terminal, explanation, now);
    }

    private static string Why(HistoryMoment moment, Explanation explanation, long now) => explanation switch
    {
        { Hold: { } hold } => $"{hold.Reason}: {new HoldText(moment.NameOf, NumberText.Duration).Of(hold, now)}",
        _ => "It starts in the next cycle.",
    };

    private static void WriteChanges(Terminal terminal, Explanation explanation, long now)
    {
        if (explanation.Changes.Count == 0)
        {
            terminal.Output.WriteLine("No single change would start it now.");
            return;
        }

        var table = new TextTable(TableColumn.Words("CHANGE"), TableColumn.Words("THEN IT"), new("COST"));
        foreach (var change in explanation.Changes)
            table.Add(Changes.Of(change.Edit, now), ChangeText.Of(change), NumberText.Whole(change.CostPermille));

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            $"Each was tried out on a copy of the pool; {NumberText.Whole(explanation.Decisions)} cycles were run for it.");
    }

    private static void WriteJson(Utf8JsonWriter json, HistoryMoment moment, Explanation explanation, long now)
    {
        json.WriteString("job", moment.NameOf(explanation.Job));
        json.WriteNumber("atMilliseconds", now);
        json.WriteString("effect", explanation.Effect.ToString());
        if (explanation.Hold is { } hold)
        {
            json.WriteString("reason", hold.Reason.ToString());
            json.WriteString("text", new HoldText(moment.NameOf, NumberText.Duration).Of(hold, now));
            json.WriteString("level", hold.Level);
            json.WriteString("resource", hold.Resource);
            json.WriteNumber("askedMilli", hold.AskedMilli);
            json.WriteNumber("availableMilli", hold.AvailableMilli);
            json.WriteNumberOrNull("untilMilliseconds", hold.Until);
            json.WriteStartArray("holders");
            foreach (var holder in hold.Holders) json.WriteStringValue(moment.NameOf(holder));
            json.WriteEndArray();
        }

        json.WriteStartArray("changes");
        foreach (var change in explanation.Changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", change.Edit.GetType().Name);
            json.WriteString("text", Changes.Of(change.Edit, now));
            json.WriteString("effect", change.Effect.ToString());
            json.WriteNumber("costPermille", change.CostPermille);
            json.WriteBoolean("isLeast", change.IsLeast);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("decisions", explanation.Decisions);
    }

    private static void WriteEstimate(Utf8JsonWriter json, StartEstimate estimate)
    {
        json.WriteStartObject("estimate");
        json.WriteNumberOrNull("p50Milliseconds", estimate.P50Milliseconds);
        json.WriteNumberOrNull("p90Milliseconds", estimate.P90Milliseconds);
        json.WriteNumber("futures", estimate.Futures);
        json.WriteString("unknown", estimate.Unknown.ToString());
        json.WriteString("text", EstimateText.Of(estimate));
        json.WriteEndObject();
    }
}
