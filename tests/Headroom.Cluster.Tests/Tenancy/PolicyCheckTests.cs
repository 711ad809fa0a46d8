using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.Tenancy;

public sealed class PolicyCheckTests
{
    // 32 A100, 8 T4 and 320 cores.
    private static readonly Resources Fleet = new(new Fleet
    {
        Nodes =
        [
            .. Some.Nodes(4, gpus: 8, model: "A100"),
            new Node("other", 64_000, 1_024, 8, "T4"),
        ],
    });

    [Fact]
    public void A_good_policy_has_no_fault() => AssertFaults(
        [
            Queue("research", quotas: [new("A100", 24_000, 8_000, 0), new("cpu", 320_000)]),
            Queue("vision", "research", quotas: [new("A100", 16_000)]),
            Queue("language", "research", quotas: [new("A100", 8_000), new("T4", 500)]),
            Queue("other"),
        ]);

    [Fact]
    public void A_policy_needs_queues() => AssertFaults([], "queues: there is no queue; write at least one.");

    [Fact]
    public void A_policy_has_not_too_many_queues() => AssertFaults(
        [.. Enumerable.Range(0, SharingPolicy.QueueCountMax + 1).Select(index => Queue($"q{index}"))],
        "queues: there are 100001 queues, and 100000 are the most; let several users share a queue.");

    [Fact]
    public void Names_are_plain_short_and_unique_by_letter() => AssertFaults(
        [Queue("a b"), Queue(""), Queue(new string('x', 129)), Queue("a"), Queue("A"), Queue("a"), Queue("b\0/é")],
        "queues[0].name: \"a b\" is not a name; use letters and digits of ASCII, '-', '_' and '.' only.",
        "queues[1].name: there is no name; give it one.",
        "queues[2].name: the name has 129 characters, and 128 are the most; shorten it.",
        "queues[5].name: \"a\" is the name of queues[3] already; give each a name of its own.",
        "queues[6].name: \"b?/é\" is not a name; use letters and digits of ASCII, '-', '_' and '.' only.");

    [Fact]
    public void A_parent_is_a_queue_of_the_policy() => AssertFaults(
        [Queue("research"), Queue("a", "reserach"), Queue("b", "vision")],
        "queues[1].parent: there is no queue \"reserach\"; did you mean research.",
        "queues[2].parent: there is no queue \"vision\"; name a queue of this policy, or remove the parent.");

    [Fact]
    public void A_circle_of_parents_is_named_once_and_whole() => AssertFaults(
        [Queue("below", "c"), Queue("b", "c"), Queue("c", "d"), Queue("d", "b"), Queue("self", "self")],
        "queues[1].parent: the parents go round in a circle: b, c, d, b; let one of them have another parent.",
        "queues[4].parent: the parents go round in a circle: self, self; let one of them have another parent.");

    [Fact]
    public void Queues_stand_at_most_sixteen_levels_deep() => AssertFaults(
        [.. Enumerable.Range(0, 20).Select(index => Queue($"q{index}", index == 0 ? "" : $"q{index - 1}"))],
        "queues[16].parent: the queue is 17 levels below the fleet, and 16 are the most; leave out levels above it.");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(int.MinValue, "-2147483648")]
    [InlineData(1_000_001, "1000001")]
    public void A_weight_is_above_zero(int weight, string shown) => AssertFaults(
        [Queue("a") with { Weight = weight }],
        $"queues[0].weight: {shown} is not within 1 to 1000000; write a value within.");

    [Fact]
    public void A_resource_is_one_of_the_fleet_and_named_once() => AssertFaults(
        [Queue("a", quotas: [new("A10O", 1_000), new("H100", 1), new("T4", 1), new("T4", 2), new("", 1)])],
        "queues[0].quota.A10O: the fleet has no \"A10O\"; did you mean A100; it has A100, T4, cpu.",
        "queues[0].quota.H100: the fleet has no \"H100\"; did you mean A100; it has A100, T4, cpu.",
        "queues[0].quota.T4: the resource is named twice; write one amount for it.",
        "queues[0].quota[4]: the resource has no name; it has A100, T4, cpu.");

    [Fact]
    public void Amounts_keep_to_their_range() => AssertFaults(
        [Queue("a", quotas: [new("A100", -1, -1_500, long.MinValue), new("T4", 8_000, Quota.MilliMax + 1, 0)]),
            Queue("b", quotas: [new("A100", long.MaxValue)])],
        "queues[0].quota.A100.nominal: -0.001 is not within 0 to 1000000000; write a value within.",
        "queues[0].quota.A100.borrowingLimit: -1.5 is not within 0 to 1000000000; write a value within.",
        "queues[0].quota.A100.lendingLimit: -9223372036854775.808 is not within 0 to 1000000000; write a value within.",
        "queues[0].quota.T4.borrowingLimit: 1000000000.001 is not within 0 to 1000000000; write a value within.",
        "queues[1].quota.A100.nominal: 9223372036854775.807 is not within 0 to 1000000000; write a value within.");

    [Fact]
    public void What_is_owed_below_a_cohort_is_no_more_than_its_own() => AssertFaults(
        [
            Queue("research", quotas: [new("A100", 16_000)]),
            Queue("vision", "research", quotas: [new("A100", 12_000)]),
            Queue("silent", "research"),
            Queue("language", "silent", quotas: [new("A100", 4_500)]),
            Queue("sum", quotas: [new("T4", 0)]),
            Queue("part", "sum", quotas: [new("T4", 4_000)]),
        ],
        "queues[0].quota.A100.nominal: the queues directly below are owed 16.5 in sum, and it has 16; "
            + "raise it to 16.5, or lower theirs.");

    [Fact]
    public void The_outermost_queues_are_owed_no_more_than_the_fleet_has() => AssertFaults(
        [
            Queue("a", quotas: [new("A100", 30_000)]),
            Queue("b"),
            Queue("c", "b", quotas: [new("A100", 2_001), new("cpu", Quota.MilliMax)]),
        ],
        "queues: the queues directly below the fleet are owed 32.001 of A100, and the fleet has 32; "
            + "lower their nominal quotas by 0.001 in sum.",
        "queues: the queues directly below the fleet are owed 1000000000 of cpu, and the fleet has 320; "
            + "lower their nominal quotas by 999999680 in sum.");

    [Fact]
    public void Priorities_are_named_once_and_keep_to_their_range() => AssertFaults(
        new SharingPolicy
        {
            Queues = [Queue("a")],
            PriorityClasses = [new("urgent", 1_000_000_000), new("urgent", -1_000_000_001), new("", int.MaxValue)],
        },
        "priorities[1].name: \"urgent\" is the name of priorities[0] already; give each a name of its own.",
        "priorities[1].value: -1000000001 is not within -1000000000 to 1000000000; write a value within.",
        "priorities[2].name: there is no name; give it one.",
        "priorities[2].value: 2147483647 is not within -1000000000 to 1000000000; write a value within.");

    [Fact]
    public void Numbers_of_the_pool_keep_to_their_range() => AssertFaults(
        new SharingPolicy
        {
            Queues = [Queue("a")],
            Fairness = new() { HalfLifeMilliseconds = -1, EntryMilliseconds = 86_400_001 },
            Reclaim = new()
            {
                NaturalChurnMilliseconds = -60_000,
                GraceMilliseconds = long.MaxValue,
                RuntimeMillisecondsMin = -3_600_000,
                PreemptionsPerJobMax = 0,
                StopMilliseconds = 172_800_000,
            },
            Planning = new()
            {
                ReservationsMax = -1,
                DefaultTimeLimitMilliseconds = 0,
                PricePerGpuMinuteOfDelay = -1,
                PricePerKilogramCarbon = long.MaxValue,
            },
        },
        "fairness.halfLife: -0.001s is not within 0s to 3650d; write a value within.",
        "fairness.entry: 86400.001s is not within 0s to 1d; write a value within.",
        "reclaim.naturalChurn: -1m is not within 0s to 365d; write a value within.",
        "reclaim.grace: 9223372036854775.807s is not within 0s to 365d; write a value within.",
        "reclaim.minimumRuntime: -1h is not within 0s to 365d; write a value within.",
        "reclaim.preemptionsPerJob: 0 is not within 1 to 1000; write a value within.",
        "reclaim.stop: 2d is not within 0s to 1d; write a value within.",
        "planning.reservations: -1 is not within 0 to 1000; write a value within.",
        "planning.defaultTimeLimit: 0s is not within 0.001s to 36525d; write a value within.",
        "planning.pricePerGpuMinuteOfDelay: -0.001 is not within 0 to 1000000000; write a value within.",
        "planning.pricePerKilogramCarbon: 9223372036854775.807 is not within 0 to 1000000000; write a value within.");

    [Fact]
    public void Natural_churn_ends_before_the_grace_time() => AssertFaults(
        new SharingPolicy
        {
            Queues = [Queue("a")],
            Reclaim = new() { NaturalChurnMilliseconds = 90_000, GraceMilliseconds = 60_000 },
        },
        "reclaim.grace: the grace time of 1m ends before the natural churn of 90s; "
            + "raise the grace time or lower the natural churn.");

    [Fact]
    public void What_is_missing_is_a_fault()
    {
        AssertFaults(
            new SharingPolicy
            {
                Queues = [null!, new() { Name = null!, Parent = null!, Quotas = null!, Order = (JobOrder)9 }],
                PriorityClasses = [null!, new(null!, 0)],
                Fairness = null!,
                Reclaim = null!,
                Planning = null!,
            },
            "queues[0]: the queue is missing; write it or remove the line.",
            "queues[1].name: there is no name; give it one.",
            "queues[1].parent: the parent is missing; leave it empty for a queue that stands directly below the fleet.",
            "queues[1].order: 9 is no order; write fifo, priority, qssf or gittins.",
            "queues[1].quota: the quotas are missing; leave them empty for a queue that is owed nothing.",
            "priorities[0]: the priority is missing; write it or remove the line.",
            "priorities[1].name: there is no name; give it one.",
            "fairness: the rules are missing; leave the key out for the usual ones.",
            "reclaim: the rules are missing; leave the key out for the usual ones.",
            "planning: the rules are missing; leave the key out for the usual ones.");
        AssertFaults(
            new SharingPolicy { Queues = null!, PriorityClasses = null! },
            "queues: there is no queue; write at least one.",
            "priorities: the priorities are missing; leave them empty for a policy without any.");
        AssertFaults(
            [Queue("a", quotas: [null!, new(null!, 0)])],
            "queues[0].quota[0]: the resource has no name; it has A100, T4, cpu.",
            "queues[0].quota[1]: the resource has no name; it has A100, T4, cpu.");
    }

    [Fact]
    public void A_hundred_thousand_queues_are_checked_however_they_hang_together()
    {
        const int Count = SharingPolicy.QueueCountMax;
        var chain = Enumerable.Range(0, Count).Select(index => Queue($"q{index}", index == 0 ? "" : $"q{index - 1}"));
        var circle = Enumerable.Range(0, Count).Select(index => Queue($"q{index}", $"q{(index + 1) % Count}"));
        var orphans = Enumerable.Range(0, Count).Select(index => Queue($"q{index}", $"p{index}"));
        var flat = Enumerable.Range(0, Count).Select(index => Queue($"q{index}", quotas: [new("cpu", 1)]));

        Assert.Equal("queues[16].parent", Assert.Single(Faults(chain)).Key);
        Assert.Contains("q14, q15 and 99984 more", Assert.Single(Faults(circle)).Problem, StringComparison.Ordinal);
        Assert.Equal(SpecificationFault.CountMax, Faults(orphans).Count);
        Assert.Empty(Faults(flat));
    }

    private static QueueDefinition Queue(string name, string parent = "", params ReadOnlySpan<Quota> quotas) =>
        new() { Name = name, Parent = parent, Quotas = ValueList.Of(quotas) };

    private static IReadOnlyList<SpecificationFault> Faults(IEnumerable<QueueDefinition> queues) =>
        PolicyCheck.Faults(new SharingPolicy { Queues = [.. queues] }, Fleet);

    private static void AssertFaults(IReadOnlyList<QueueDefinition> queues, params string[] expected) =>
        AssertFaults(new SharingPolicy { Queues = queues }, expected);

    private static void AssertFaults(SharingPolicy policy, params string[] expected) =>
        Assert.Equal(expected, PolicyCheck.Faults(policy, Fleet).Select(fault => fault.ToString()));
}
