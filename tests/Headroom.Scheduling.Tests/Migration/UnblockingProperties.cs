using CsCheck;
using Headroom.Scheduling.Migration;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Tests.Placement;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Migration;

public sealed class UnblockingProperties
{
    public static TheoryData<string> Names => Policies.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_start_makes_few_moves_and_loses_nobody_or_changes_nothing(string name) =>
        Gen.Select(Gens.Fleet, Gens.Requests, Gen.Int[0, 10]).Sample((nodes, requests, movesAllowed) =>
        {
            var pool = new NodePool(nodes);
            var classes = new TaskClasses(pool.ChipModels);
            var residents = new Residents(pool);
            var policy = Policies.Create(name, pool, requests);
            var unblocking = new Unblocking(residents, policy);
            foreach (var task in requests.Select(classes.Of))
            {
                if (policy.Choose(task) is { } placement) residents.Add(task, placement);
                else StartBlocked(unblocking, residents, task, movesAllowed);
            }

            AssertPoolIsSumOf(residents);
        });

    private static void StartBlocked(Unblocking unblocking, Residents residents, TaskClass task, int movesAllowed)
    {
        var before = Everyone(residents);

        var moves = unblocking.Start(task, movesAllowed);

        var after = Everyone(residents);
        Assert.InRange(moves, 0, Math.Min(movesAllowed, 8));
        if (moves == 0)
        {
            Assert.Equal(InOrder(before), InOrder(after));
            return;
        }

        Assert.Equal(
            before.Select(resident => resident.Task.Index).Append(task.Index).Order(),
            after.Select(resident => resident.Task.Index).Order());
        Assert.InRange(Stayed(before, after), before.Count - moves, before.Count);
    }

    // How many of those before run where they ran; equal tasks at one place are counted one by one.
    private static int Stayed(IReadOnlyList<Resident> before, IReadOnlyList<Resident> after)
    {
        var left = after.ToList();
        return before.Count(left.Remove);
    }

    private static void AssertPoolIsSumOf(Residents residents)
    {
        var fleet = new PaperFleet(residents.Pool.Nodes);
        foreach (var resident in Everyone(residents)) fleet.Start(resident.Task.Request, resident.Placement);
        fleet.AssertSameAs(residents.Pool);
    }

    private static List<Resident> Everyone(Residents residents) =>
        [.. Enumerable.Range(0, residents.Pool.Count).SelectMany(residents.On)];

    private static IEnumerable<(int, int, uint)> InOrder(IEnumerable<Resident> residents) =>
        residents.Select(resident => (resident.Placement.Node, resident.Task.Index, resident.Placement.Gpus.Bits))
            .Order();
}
