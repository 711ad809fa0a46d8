using Headroom.Cluster;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// A made-up year of jobs for load tests: mostly small gangs, heavy-tailed runtimes, busy days, quiet nights and
/// weekends, two rushes before deadlines, limits that users overstate. Only whole numbers are used, so a seed gives the
/// same jobs on every machine.
/// </summary>
public static class SyntheticYear
{
    /// <summary>Accelerator time asked for, in percent of what the fleet has over the year.</summary>
    public const int OfferedLoadPercent = 85;

    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const int HoursPerYear = 365 * 24;
    private const int UserCount = 2_000;
    private const int NamesPerUser = 8;

    // Submissions in each hour of the day and on each day of the week, as weights.
    private static readonly int[] HourWeights =
        [5, 4, 3, 3, 3, 3, 4, 6, 10, 14, 16, 15, 12, 13, 16, 17, 16, 15, 13, 11, 10, 9, 8, 6];

    private static readonly int[] DayWeights = [10, 10, 10, 10, 9, 5, 4];

    // Twelve seasons of equal length: at the height of a rush more is asked for than the fleet has, and
    // the queue grows for weeks.
    private static readonly int[] SeasonWeights = [8, 9, 10, 12, 14, 9, 8, 7, 11, 13, 12, 7];

    // Gang sizes 1, 2, 4 … 512 and how many of 10,000 jobs have each.
    private static readonly int[] SizeWeights = [5000, 800, 900, 1800, 600, 400, 250, 150, 70, 30];

    // Runtimes from half a minute in octaves: weight of [0.5, 1), [1, 2), … minutes. The tail halves slower
    // than the octaves double.
    private static readonly int[] OctaveWeights = [60, 90, 120, 130, 130, 120, 100, 80, 60, 45, 30, 20, 10, 5];

    // Limits over runtimes, in percent, all equally likely; rounded up to a multiple of half an hour.
    private static readonly int[] LimitPercents = [105, 120, 150, 200, 300, 400, 600, 1000];

    /// <summary>Makes a year of jobs for a fleet, in order of submission.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="jobCount">How many, 1 to 10,000,000.</param>
    /// <param name="fleet">Fleet whose time the jobs ask for <see cref="OfferedLoadPercent"/> of; larger sizes than it
    /// has are not made.</param>
    public static IReadOnlyList<RecordedJob> Generate(ulong seed, int jobCount, GpuFleetShape fleet)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(jobCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jobCount, RecordedJob.CountMax);
        var chance = new Pcg32(seed);
        var submissions = Submissions(chance, jobCount);
        var drafts = new (int GpuCount, long Runtime)[jobCount];
        for (var index = 0; index < jobCount; index++)
            drafts[index] = (GpuCount(chance, fleet), Runtime(chance));

        var stretch = Stretch.To(drafts, fleet);
        var jobs = new RecordedJob[jobCount];
        for (var index = 0; index < jobCount; index++)
        {
            jobs[index] = Job(
                chance, index, submissions[index], drafts[index].GpuCount, stretch.Apply(drafts[index].Runtime));
        }

        return jobs;
    }

    private static long[] Submissions(Pcg32 chance, int jobCount)
    {
        var hours = new Weighted([.. Enumerable.Range(0, HoursPerYear).Select(HourWeight)]);
        var submissions = new long[jobCount];
        for (var index = 0; index < jobCount; index++)
            submissions[index] = (hours.Draw(chance) * Hour) + chance.Below((uint)Hour);

        Array.Sort(submissions);
        return submissions;
    }

    private static int HourWeight(int hour) =>
        HourWeights[hour % 24] * DayWeights[hour / 24 % 7] * SeasonWeights[hour * SeasonWeights.Length / HoursPerYear];

    private static int GpuCount(Pcg32 chance, GpuFleetShape fleet)
    {
        var gpuCount = 1 << Sizes.Draw(chance);
        return gpuCount <= fleet.GpuCount ? gpuCount : 1;
    }

    private static long Runtime(Pcg32 chance)
    {
        var shortest = (Minute / 2) << Octaves.Draw(chance);
        return chance.Between(shortest, (2 * shortest) - 1);
    }

    private static RecordedJob Job(Pcg32 chance, int index, long submitted, int gpuCount, long runtime)
    {
        // A few users submit most of the jobs: the smaller of two draws.
        var user = Math.Min(chance.Below(UserCount), chance.Below(UserCount));
        var limit = runtime * LimitPercents[chance.Below((uint)LimitPercents.Length)] / 100;
        return new RecordedJob
        {
            Id = FormattableString.Invariant($"{index + 1}"),
            User = UserNames[user],
            Name = JobNames[chance.Below(NamesPerUser)],
            GpuCount = gpuCount,
            SubmittedMilliseconds = submitted,
            RuntimeMilliseconds = runtime,
            TimeLimitMilliseconds = ((limit / (Hour / 2)) + 1) * (Hour / 2),
        };
    }

    private static readonly Weighted Sizes = new(SizeWeights);

    private static readonly Weighted Octaves = new(OctaveWeights);

    private static readonly string[] UserNames =
        [.. Enumerable.Range(0, UserCount).Select(user => FormattableString.Invariant($"user-{user}"))];

    private static readonly string[] JobNames =
        [.. Enumerable.Range(0, NamesPerUser).Select(name => FormattableString.Invariant($"experiment-{name}"))];

    // Runtimes are stretched all alike so that the whole asks for the offered load; wide numbers, because a
    // year of a fleet is large.
    private readonly record struct Stretch(Int128 Wanted, Int128 Drafted)
    {
        public static Stretch To((int GpuCount, long Runtime)[] drafts, GpuFleetShape fleet)
        {
            var drafted = Int128.Zero;
            foreach (var (gpuCount, runtime) in drafts) drafted += (Int128)gpuCount * runtime;
            return new Stretch((Int128)fleet.GpuCount * HoursPerYear * Hour * OfferedLoadPercent / 100, drafted);
        }

        public long Apply(long runtime) => long.Clamp((long)(runtime * Wanted / Drafted), 1, HoursPerYear * Hour);
    }
}
