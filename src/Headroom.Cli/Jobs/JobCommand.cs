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
        var wait = WaitOptions.Wait("Wait for its end first; the exit code is 0 if it succeeded, else 1");
        var timeout = WaitOptions.Timeout();

        return new DocumentedCommand(
            "job",
            "Show one job: what it asked for, where it stands and what became of it.",
            "headroom job 17",
            "headroom job 17 --wait --timeout 8h")
        {
            id, wait, timeout,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var (number, exitCode) = (call.Parsed.GetValue(id), ExitCode.Done);
            var longest = WaitOptions.Longest(call.Parsed, wait, timeout);
            if (call.Parsed.GetValue(wait))
                exitCode = await new JobWait(call).UntilEndAsync(new Submitted(number, 1), longest, cancellation);

            var job = await call.AskAsync(client => client.JobAsync(number, cancellation), cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, job);
            else Write(call, job);
            return exitCode;
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
        if (job.Runs.Count > 0) WriteRuns(terminal, job.Runs);

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

    private static void WriteRuns(Terminal terminal, IReadOnlyList<AttemptView> runs)
    {
        var table = new TextTable(
            new("ATTEMPT"), TableColumn.Words("STOOD"), new("EXIT"), new("CPU TIME"), new("PEAK MEMORY"),
            TableColumn.Words("SAID"));
        foreach (var run in runs)
        {
            table.Add(
                NumberText.Whole(run.Attempt), run.State.ToString().ToLowerInvariant(),
                run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? NumberText.None,
                run.CpuSeconds is { } seconds ? NumberText.Duration((double)seconds) : NumberText.None,
                run.PeakMemoryMib is { } mib ? $"{NumberText.Decimals((double)mib, 1)} MiB" : NumberText.None,
                run.Detail.Length > 0 ? run.Detail : NumberText.None);
        }

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
