using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>One pool that all policies run.</summary>
/// <param name="Name">Short name, as on the command line and in names of files.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="About">Where it is from, how it was cut, what was added to it.</param>
/// <param name="Pool">Jobs, fleet and policy.</param>
internal sealed record SharingCase(string Name, string Title, string About, PoolScenario Pool)
{
    private const string FiveRegionsName = "five-regions";
    private const ulong FiveRegionsSeed = 1;

    /// <summary>Names of all cases, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. SharingHistory.All.Select(history => history.Name), FiveRegionsName];

    /// <summary>
    /// The same jobs where data may be sent to another region; null where no data lies anywhere.
    /// </summary>
    public PoolScenario? PoolThatSendsData { get; init; }

    /// <summary>What nobody can better.</summary>
    public IdealRun Ideal { get; } = IdealRun.Of(Pool.Jobs, Pool.Fleet);

    /// <summary>All policies that run it.</summary>
    public IReadOnlyList<SharingEntrant> Entrants =>
        PoolThatSendsData is null ? SharingEntrant.All : [.. SharingEntrant.All, SharingEntrant.SendsData];

    /// <summary>The cases of these names that can be had on this machine; why each other one cannot.</summary>
    public static IReadOnlyList<SharingCase> Read(
        IReadOnlyList<string> names, PublicHistories histories, Action<string> skip)
    {
        var cases = new List<SharingCase>();
        foreach (var history in SharingHistory.All.Where(history => names.Contains(history.Name)))
        {
            try
            {
                var pool = HistoryScenario.Of(history.Read(histories));
                cases.Add(new SharingCase(history.Name, history.Title, history.About, pool));
            }
            catch (CommandFailure absent) when (absent.ExitCode == ExitCode.NotFound)
            {
                skip($"{history.Name} is left out: {absent.Message}");
            }
        }

        if (names.Contains(FiveRegionsName)) cases.Add(FiveRegionsCase());
        return cases;
    }

    private static SharingCase FiveRegionsCase() => new(
        FiveRegionsName,
        "Five regions",
        string.Create(CultureInfo.InvariantCulture, $"Made up (seed {FiveRegionsSeed}) after MAST (OSDI'24): a "
            + $"week of jobs whose data lies in five regions of 64 GPUs; the worst is asked for 2.63 times what it "
            + $"has, all together for 0.9 times. None of the other systems sends data, so their jobs name the "
            + $"region of their data, and so do those of Headroom but in its last row, where data may be sent, "
            + $"which takes its time. Nobody is owed a quota; all five tenants weigh the same."),
        FiveRegions.Create(FiveRegionsSeed, sendsData: false))
    {
        PoolThatSendsData = FiveRegions.Create(FiveRegionsSeed),
    };
}
