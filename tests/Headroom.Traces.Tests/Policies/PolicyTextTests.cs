using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;
using Headroom.Traces.Policies;

namespace Headroom.Traces.Tests.Policies;

public sealed class PolicyTextTests
{
    private static readonly Fleet Fleet = new()
    {
        Nodes = [new Node("a", 64_000, 65_536, 8, "A100"), new Node("b", 64_000, 65_536, 8, "RTX 4090: \"x\", {y}")],
    };

    private static readonly Resources Resources = new(Fleet);

    [Fact]
    public void Every_policy_is_read_as_it_was_written() => PolicyGens.Policy(Resources).Sample(policy =>
    {
        var text = PolicyText.Of(policy);
        var read = PolicyFile.Parse("policy", text, Resources);

        Assert.Equal(policy.Queues, read.Queues);
        Assert.Equal(policy.PriorityClasses, read.PriorityClasses);
        Assert.Equal((policy.Fairness, policy.Reclaim, policy.Planning), (read.Fairness, read.Reclaim, read.Planning));
        Assert.Equal(text, PolicyText.Of(read));
    });

    [Fact]
    public void What_is_as_usual_is_left_out_and_the_rest_is_written()
    {
        Assert.Equal("queues:\n  - name: default\n", PolicyText.Of(SharingPolicy.OneQueue()));
        Assert.Equal(
            """
            priorities:
              - {name: urgent, value: 7, preemptible: false}
            fairness: {halfLife: 0s, entry: 0.5s, reclaimWeightedShare: true}
            reclaim: {naturalChurn: 1s, grace: 2s, minimumRuntime: 3s, preemptionsPerJob: 4, stop: 5s}
            planning: {reservations: 2, defaultTimeLimit: 60s, pricePerGpuMinuteOfDelay: 0.25, pricePerKilogramCarbon: 2}
            queues:
              - name: x
                parent: "1"
                weight: 2
                order: fifo
                backfill: false
                paused: true
                quota: {A100: {nominal: 1, borrowingLimit: 0.125, lendingLimit: 0}, cpu: 2}

            """.ReplaceLineEndings("\n"),
            PolicyText.Of(new SharingPolicy
            {
                PriorityClasses = [new PriorityClass("urgent", 7, IsPreemptible: false)],
                Fairness = new() { HalfLifeMilliseconds = 0, EntryMilliseconds = 500, ReclaimsWeightedShare = true },
                Reclaim = new()
                {
                    NaturalChurnMilliseconds = 1_000,
                    GraceMilliseconds = 2_000,
                    RuntimeMillisecondsMin = 3_000,
                    PreemptionsPerJobMax = 4,
                    StopMilliseconds = 5_000,
                },
                Planning = new()
                {
                    ReservationsMax = 2,
                    DefaultTimeLimitMilliseconds = 60_000,
                    PricePerGpuMinuteOfDelay = 250,
                    PricePerKilogramCarbon = 2_000,
                },
                Queues =
                [
                    new()
                    {
                        Name = "x",
                        Parent = "1",
                        Weight = 2,
                        Order = JobOrder.Fifo,
                        AllowsBackfill = false,
                        IsPaused = true,
                        Quotas = [new Quota("A100", 1_000, 125, 0), new Quota("cpu", 2_000)],
                    },
                ],
            }));
    }
}
