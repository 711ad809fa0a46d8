using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary><c>headroom job</c>: one job with all that is known of it.</summary>
internal static class JobCommand
{
    private const int LabelWidth = 12;

    public static Command Create(Terminal terminal)
    {
        var id = JobIds.One();

        return new DocumentedCommand(
            "job", "Show one job: what it asked for, where it stands and what became of it.", "headroom job 17")
        {
            id,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var job = await call.AskAsync(
                client => client.JobAsync(call.Parsed.GetValue(id), cancellation), cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, job);
            else Write(call, job);
            return ExitCode.Done;
        });
    }

    private static void Write(ServerCall call, JobDetail job)
    {
        var terminal = call.Terminal;
        Field("job", string.Create(CultureInfo.InvariantCulture, $"{job.Id} {job.Name}").TrimEnd());
        Field("state", JobWords.Standing(job));
        Field("tenant", job.Tenant);
        Field("queue", job.Queue);
        Field("priority", NumberText.Whole(job.Priority));
        Field("gpus", NumberText.Milli(job.GpuMilli));
        Field("command", ShellText.Join(job.Request.Command));
        Field("submitted", TimeText.Of(job.SubmittedAt));
        Field("started", TimeText.Of(job.StartedAt));
        Field("ended", TimeText.Of(job.EndedAt));
        Field("wait", JobWords.Wait(job, call.Now));
        Field("runtime", JobWords.Runtime(job, call.Now));
        if (job.GpuSeconds is { } seconds) Field("gpu-seconds", seconds.ToString(CultureInfo.InvariantCulture));
        if (job.Cost is { } cost) Field("cost", $"{cost.ToString(CultureInfo.InvariantCulture)} {job.Currency}");
        Field("attempts", NumberText.Whole(job.Attempts));
        if (job.Transitions.Count > 0) WriteTransitions(terminal, job.Transitions);
        if (job.Stretches.Count > 0) WriteStretches(call, job.Stretches);

        void Field(string label, string value) =>
            terminal.Output.WriteLine(label.PadRight(LabelWidth) + DisplayWidth.Printable(value));
    }

    private static void WriteTransitions(Terminal terminal, IReadOnlyList<TransitionView> transitions)
    {
        var table = new TextTable(TableColumn.Words("AT"), TableColumn.Words("STATE"), TableColumn.Words("DETAIL"));
        foreach (var transition in transitions)
            table.Add(TimeText.Of(transition.At), JobWords.Of(transition.State), transition.Detail);

        terminal.Output.WriteLine();
        table.Write(terminal);
    }

    private static void WriteStretches(ServerCall call, IReadOnlyList<StretchView> stretches)
    {
        var table = new TextTable(
            new("ATTEMPT"), TableColumn.Words("HELD"), new("AMOUNT"), TableColumn.Words("FROM"), new("FOR"));
        foreach (var stretch in stretches)
        {
            table.Add(
                NumberText.Whole(stretch.Attempt), stretch.Resource, NumberText.Milli(stretch.Milli),
                TimeText.Of(stretch.BeganAt), TimeText.Span(stretch.BeganAt, stretch.EndedAt ?? call.Now));
        }

        call.Terminal.Output.WriteLine();
        table.Write(call.Terminal);
    }
}
