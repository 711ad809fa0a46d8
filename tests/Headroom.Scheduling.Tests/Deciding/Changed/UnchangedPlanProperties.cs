using System.Text.RegularExpressions;
using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding.Changed;

/// <summary>Changes of a world after which every cycle decides the same.</summary>
public sealed partial class UnchangedPlanProperties
{
    private const long Later = 1_000_000_007;

    // Names whose order is the other way round: only the order in which they are written down counts.
    [Fact]
    public void Names_do_not_matter() => Twin.Sample(
        PoolWorld.Any.Select(world => (world, Renamed(world))),
        text => NewName().Replace(text, match => $"q{9 - int.Parse(match.ValueSpan[^1..])}"));

    [Fact]
    public void The_time_of_the_begin_does_not_matter() => Twin.Sample(
        PoolWorld.Any.Select(world => (world, world with
        {
            Jobs = [.. world.Jobs.Select(job => job with
            {
                NotBeforeMilliseconds = job.NotBeforeMilliseconds == 0 ? 0 : job.NotBeforeMilliseconds + Later,
            })],
        })), delay: Later);

    // Where weighted shares are owed, a queue takes part in them by its weight alone.
    [Fact]
    public void A_queue_without_jobs_and_quota_does_not_matter() => Twin.Sample(
        Gen.Select(PoolWorld.Any, Gen.Int[0, 99], Gen.Int[0, 99]).Select((world, place, above) =>
        {
            var plain = world with
            {
                Policy = world.Policy with
                {
                    Fairness = world.Policy.Fairness with { ReclaimsWeightedShare = false },
                },
            };
            return (plain, plain with { Policy = WithIdleQueue(plain.Policy, place, above) });
        }));

    // A chip model that nobody may use, and nodes that take no work, are as if they were not there.
    [Fact]
    public void Nodes_that_no_job_may_use_do_not_matter() => Twin.Sample(
        PoolWorld.Any.Select(world => (OnlyOn(world, world.Fleet), OnlyOn(world, world.Fleet with
        {
            Nodes = [.. world.Fleet.Nodes, Some.Node("n99", gpus: 8, model: "Z")],
            ChipModels = [.. world.Fleet.ChipModels, ChipModel.Named("Z")],
        }))));

    [GeneratedRegex("z-[0-9]")]
    private static partial Regex NewName();

    private static string NewNameOf(string queue) =>
        queue.Length == 2 && queue[0] == 'q' ? $"z-{9 - int.Parse(queue.AsSpan(1))}" : queue;

    private static PoolWorld Renamed(PoolWorld world) => world with
    {
        Fleet = world.Fleet with
        {
            Nodes = [.. world.Fleet.Nodes.Select((node, index) => node with { Name = $"x{99 - index}" })],
        },
        Policy = world.Policy with
        {
            Queues = [.. world.Policy.Queues.Select(queue => queue with
            {
                Name = NewNameOf(queue.Name),
                Parent = NewNameOf(queue.Parent),
            })],
        },
        Jobs = [.. world.Jobs.Select(job => job with
        {
            Queue = NewNameOf(job.Queue),
            User = job.User == "u0" ? "y1" : "y0",
        })],
    };

    // Below the fleet or below a cohort: a queue with jobs that gets one below it would take none any more.
    private static SharingPolicy WithIdleQueue(SharingPolicy policy, int place, int above)
    {
        var cohorts = policy.Queues.Select(queue => queue.Parent).Append("").Distinct().ToList();
        var queues = policy.Queues.ToList();
        var idle = new QueueDefinition { Name = "idle", Weight = 9, Parent = cohorts[above % cohorts.Count] };
        queues.Insert(place % (queues.Count + 1), idle);
        return policy with { Queues = queues };
    }

    // Every job for accelerators names the models that there are now, and none runs without any.
    private static PoolWorld OnlyOn(PoolWorld world, Fleet fleet) => world with
    {
        Fleet = fleet,
        Policy = world.Policy with
        {
            Fairness = world.Policy.Fairness with { ReclaimsWeightedShare = false },
        },
        Jobs = [.. world.Jobs.Select(job => job with
        {
            Shape = (job.Shape.GpuCount == 0 ? job.Shape with { GpuCount = 1 } : job.Shape) with
            {
                Chips = job.Shape.Chips.Count > 0
                    ? job.Shape.Chips
                    : [new ChipChoice("A"), new ChipChoice("B"), new ChipChoice("S")],
            },
        })],
        Steps = [.. world.Steps.Where(step => step.Kind != 16)],
    };
}
