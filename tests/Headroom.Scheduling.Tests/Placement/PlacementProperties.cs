using CsCheck;
using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Placement;

/// <summary>What every policy owes its callers, on fleets that fill up and empty again.</summary>
public sealed class PlacementProperties
{
    private static readonly Gen<(IReadOnlyList<Node>, IReadOnlyList<TaskRequest>)> Situation =
        Gen.Select(Gens.Fleet, Gens.Requests);

    public static TheoryData<string> Names => Policies.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_task_that_fits_somewhere_is_placed_where_it_fits_and_no_other_is(string policy) =>
        Situation.Sample((nodes, requests) => Live(policy, nodes, requests, (fleet, _, request, placement) =>
            Assert.Equal(fleet.FitsSomewhere(request), placement is not null)));

    [Theory, MemberData(nameof(Names))]
    public void The_pool_agrees_with_the_list_of_running_tasks(string policy) =>
        Situation.Sample(
            (nodes, requests) => Live(policy, nodes, requests, (fleet, pool, _, _) => fleet.AssertSameAs(pool)));

    [Theory, MemberData(nameof(Names))]
    public void The_same_history_is_placed_alike_twice(string policy) =>
        Situation.Sample((nodes, requests) =>
            Assert.Equal(Placements(policy, nodes, requests), Placements(policy, nodes, requests)));

    [Theory, MemberData(nameof(Names))]
    public void A_policy_tells_its_name(string policy) =>
        Assert.Equal(policy, Policies.Create(policy, new NodePool(Some.Nodes(1)), []).Name);

    private static List<TaskPlacement?> Placements(
        string policy, IReadOnlyList<Node> nodes, IReadOnlyList<TaskRequest> requests)
    {
        var placements = new List<TaskPlacement?>();
        Live(policy, nodes, requests, (_, _, _, placement) => placements.Add(placement));
        return placements;
    }

    // Every third arrival is preceded by the end of some running task. PaperFleet.Start refuses what no node could do.
    private static void Live(
        string name, IReadOnlyList<Node> nodes, IReadOnlyList<TaskRequest> requests,
        Action<PaperFleet, NodePool, TaskRequest, TaskPlacement?> observe)
    {
        var pool = new NodePool(nodes);
        var classes = new TaskClasses(pool.ChipModels);
        var policy = Policies.Create(name, pool, requests);
        var fleet = new PaperFleet(nodes);
        for (var step = 0; step < requests.Count; step++)
        {
            if (step % 3 == 2 && fleet.Running.Count > 0)
            {
                var (ended, place) = fleet.Finish(step * 7 % fleet.Running.Count);
                pool.Release(classes.Of(ended), place);
            }

            var chosen = policy.Choose(classes.Of(requests[step]));
            observe(fleet, pool, requests[step], chosen);
            if (chosen is not { } placement) continue;

            fleet.Start(requests[step], placement);
            pool.Allocate(classes.Of(requests[step]), placement);
        }
    }
}
