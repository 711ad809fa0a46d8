using Headroom.Cluster;
using Headroom.Simulation.Sharing.Workloads;
using Headroom.Traces;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>A public history of the comparison of sharing policies, and how it becomes a pool.</summary>
/// <param name="Name">Short name, as on the command line and in names of files.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="About">How it was cut and what was added to it.</param>
/// <param name="Read">Reads it; throws with the place where it can be had when it is absent.</param>
internal sealed record SharingHistory(
    string Name, string Title, string About, Func<PublicHistories, HistorySetup> Read)
{
    private const int GavelJobs = 4_000;
    private const int ChronusJobs = 10_000;

    private const string ByModel =
        "992 jobs of the Muri artifact (SIGCOMM'22), all of them. It names no tenants: each of its eight models is "
        + "taken for one.";

    /// <summary>Muri's trace, with limits as users would state them.</summary>
    public static SharingHistory Muri { get; } = new(
        "muri", "Muri, trace 3", ByModel, histories => new(MuriJobs(histories, "trace3.csv")));

    /// <summary>The Philly jobs of the Gavel artifact.</summary>
    public static SharingHistory Gavel { get; } = new(
        "gavel",
        "Philly, as cut by Gavel",
        "The first 4,000 of 13,716 jobs of the Gavel artifact (OSDI'20) whose runtime it tells. Tenants are the "
        + "virtual clusters of the site.",
        histories => new(First(GavelJobs, JobsOf(histories.GavelJobs, JobHistoryFormat.Gavel))));

    /// <summary>The Philly jobs of the Chronus artifact.</summary>
    public static SharingHistory Chronus { get; } = new(
        "chronus",
        "Philly, as cut by Chronus",
        "The first 10,000 of 30,940 jobs of the Chronus artifact (SoCC'21), trace SLO. Its authors drew the tenants "
        + "evenly at random and give times in whole minutes.",
        histories => new(First(ChronusJobs, JobsOf(histories.ChronusJobs, JobHistoryFormat.Chronus))));

    /// <summary>All, in the order of the tables.</summary>
    public static IReadOnlyList<SharingHistory> All { get; } =
    [
        Muri,
        new("muri-no-limits",
            "Muri, trace 3, without time limits",
            $"{ByModel} Nobody states a time limit, as recorded: those who plan ahead believe that every job takes the "
            + "24 hours of the policy's default, while jobs take up to 258.",
            histories => new(MuriJobs(histories, "trace3.csv")) { StatesLimits = false }),
        new("muri-at-once",
            "Muri, trace 3, all at once",
            $"{ByModel} All are submitted at the start; the fleet is that of trace 3.",
            histories => new(MuriJobs(histories, "trace3_pr.csv")) { SizedBy = MuriJobs(histories, "trace3.csv") }),
        Gavel,
        Chronus,
    ];

    private static IReadOnlyList<RecordedJob> First(int count, IReadOnlyList<RecordedJob> jobs) =>
        [.. jobs.OrderBy(job => job.SubmittedMilliseconds).Take(count)];

    private static IReadOnlyList<RecordedJob> MuriJobs(PublicHistories histories, string file) =>
        [.. JobsOf(histories.MuriJobs(file), JobHistoryFormat.Muri).Select(job => job with { Tenant = job.Name })];

    private static IReadOnlyList<RecordedJob> JobsOf(string path, JobHistoryFormat format) =>
        JobHistoryReader.Read(path, format, strict: false).Jobs;
}
