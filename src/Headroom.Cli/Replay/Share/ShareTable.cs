using Headroom.Cli.Output;
using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Replay.Share;

/// <summary>Runs of a pool as people compare them, and what each tenant got.</summary>
internal static class ShareTable
{
    public const string Note =
        "Unfinished: jobs that never ended; they are in no mean. Wait: time in which a job neither ran nor stopped. "
        + "Lost: GPU-hours repeated or spent on restarts after preemption. "
        + "Fairness: Jain's index over what tenants got for what they were entitled to, 1 is even.";

    public const string TenantNote =
        "Entitled: what the tenant is owed and its weighted share of the rest, while everyone asks for more than there "
        + "is.";

    /// <summary>How many columns of <see cref="Titles"/> are words.</summary>
    public const int Words = 3;

    /// <summary>How many columns of <see cref="TenantTitles"/> are words.</summary>
    public const int TenantWords = 4;

    public static IReadOnlyList<string> Titles { get; } =
    [
        "TRACE", "POLICY", "SCHEDULER", "JOBS", "UNFINISHED", "WAIT", "P99 WAIT", "SLOWDOWN", "UTILISATION",
        "PREEMPTIONS", "LOST", "VIOLATIONS", "FAIRNESS", "MS",
    ];

    public static IReadOnlyList<string> TenantTitles { get; } =
    [
        "TRACE", "POLICY", "SCHEDULER", "TENANT", "JOBS", "UNFINISHED", "GPU-HOURS", "ENTITLED", "WAIT", "P99 WAIT",
        "PREEMPTIONS", "VIOLATED",
    ];

    public static IReadOnlyList<IReadOnlyList<TableCell>> Rows(IReadOnlyList<ShareResult> results) =>
        [.. results.Select(RowOf)];

    public static IReadOnlyList<IReadOnlyList<TableCell>> TenantRows(IReadOnlyList<ShareResult> results) =>
    [
        .. from result in results
           from tenant in result.Run.Tenants
           select (IReadOnlyList<TableCell>)
           [
               result.Trace,
               result.Policy,
               result.Run.Scheduler,
               tenant.Queue,
               NumberText.Whole(tenant.Jobs.Submitted),
               NumberText.Whole(Unfinished(tenant.Jobs)),
               NumberText.Decimals(tenant.GpuHours, 1),
               NumberText.Decimals(tenant.EntitledGpus, 1),
               NumberText.Duration(tenant.WaitSeconds.Mean),
               NumberText.Duration(tenant.WaitSeconds.P99),
               NumberText.Whole(tenant.Preemptions),
               NumberText.Decimals(tenant.ViolationGpuHours, 1),
           ],
    ];

    public static void Write(Terminal terminal, IReadOnlyList<ShareResult> results)
    {
        Write(terminal, Titles, Words, Rows(results), Note);
        terminal.Output.WriteLine();
        Write(terminal, TenantTitles, TenantWords, TenantRows(results), TenantNote);
    }

    // Those that had not ended when nothing could happen any more.
    private static int Unfinished(JobCounts jobs) => jobs.Submitted - jobs.Finished - jobs.Failed - jobs.Cancelled;

    private static void Write(
        Terminal terminal, IReadOnlyList<string> titles, int words, IReadOnlyList<IReadOnlyList<TableCell>> rows,
        string note)
    {
        var table =
            new TextTable([.. titles.Select((title, index) => new TableColumn(title, IsNumber: index >= words))]);
        foreach (var row in rows) table.Add([.. row]);

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(note);
    }

    private static IReadOnlyList<TableCell> RowOf(ShareResult result)
    {
        var run = result.Run;
        return
        [
            result.Trace,
            result.Policy,
            run.Scheduler,
            NumberText.Whole(run.Jobs.Submitted),
            NumberText.Whole(Unfinished(run.Jobs)),
            NumberText.Duration(run.WaitSeconds.Mean),
            NumberText.Duration(run.WaitSeconds.P99),
            NumberText.Decimals(run.BoundedSlowdown.Mean, 2),
            NumberText.Decimals(run.Utilisation * 100, 1) + " %",
            NumberText.Whole(run.Preemptions),
            NumberText.Decimals(run.Hours.Lost, 1),
            run.Guarantees is { } checkedRun ? NumberText.Whole(checkedRun.Count) : "-",
            NumberText.Decimals(run.Fairness, 3),
            NumberText.Decimals(result.Measured.Milliseconds, 0),
        ];
    }
}
