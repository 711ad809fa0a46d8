using CsCheck;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>
/// Whether a peer comes to rest in a world in which nothing happens. That it does not is a finding about its rule and
/// no fault of ours, so it is counted and printed and not forbidden.
/// </summary>
public sealed class PeerCircles(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(PeerProperties.Names), MemberType = typeof(PeerProperties))]
    public void Worlds_in_which_a_scheduler_does_not_come_to_rest_are_counted(string name)
    {
        var (worlds, circles, longest) = (0, 0, 0);
        PeerWorlds.World.Sample(
            world =>
            {
                var found = PeerProperties.Play(world, name, (_, _) => { });
                Interlocked.Increment(ref worlds);
                if (found > 0) Interlocked.Increment(ref circles);
                InterlockedMax(ref longest, found);
            },
            iter: 300);

        output.WriteLine($"{name}: {circles} of {worlds} worlds have a wave without rest, at most {longest} waves.");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        var seen = target;
        while (value > seen) seen = Interlocked.CompareExchange(ref target, value, seen);
    }
}
