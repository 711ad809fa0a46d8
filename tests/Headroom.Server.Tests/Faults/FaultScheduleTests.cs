using System.Globalization;
using Xunit.Sdk;

namespace Headroom.Server.Tests.Faults;

/// <summary>
/// Seeded faults over the whole control plane. HEADROOM_FAULT_SCHEDULES says how many schedules are followed, and
/// HEADROOM_FAULT_SEED from which seed on: the one that a failure names replays it.
/// </summary>
public sealed class FaultScheduleTests
{
    private const int CountUsual = 150;

    [Fact]
    public async Task No_job_is_lost_and_none_is_run_twice_whatever_goes_wrong()
    {
        var first = Number("HEADROOM_FAULT_SEED", 1);
        var count = Number("HEADROOM_FAULT_SCHEDULES", CountUsual);
        for (var seed = first; seed < first + count; seed++) await FollowAsync(seed);
    }

    [Fact]
    public async Task A_seed_replays_its_schedule()
    {
        for (var seed = 1; seed <= 5; seed++) Assert.Equal(await FollowAsync(seed), await FollowAsync(seed));
    }

    private static async Task<string> FollowAsync(int seed)
    {
        using var schedule = new FaultSchedule(seed);
        try
        {
            await schedule.RunAsync();
        }
        // Whatever it was, whoever looks for it needs the seed.
        catch (Exception fault)
        {
            throw new XunitException(
                $"HEADROOM_FAULT_SEED={seed}: {fault.Message}\n{string.Join("\n", schedule.Story.TakeLast(80))}", fault);
        }

        return string.Join("\n", schedule.Story);
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : usual;
}
