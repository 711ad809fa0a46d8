using Headroom.Cluster.Tenancy;
using Headroom.Traces.Policies;

namespace Headroom.Traces.Tests.Policies;

public sealed class PolicyFileTests
{
    [Fact]
    public void Every_key_is_read()
    {
        var policy = SomePolicy.Parse(
            """
            # the rules of the pool
            priorities:
              - {name: urgent, value: 1000, preemptible: false}
              - {name: usual, value: -5}
            fairness: {halfLife: 7d, entry: 90s, reclaimWeightedShare: true}
            reclaim: {naturalChurn: 2m, grace: 10m, minimumRuntime: 0.5h, preemptionsPerJob: 4, stop: 30}
            planning: {reservations: 8, defaultTimeLimit: 1.5, pricePerGpuMinuteOfDelay: 2.345, pricePerKilogramCarbon: 0}
            queues:
              - name: research
                weight: 2
                quota:
                  A100: {nominal: 24, borrowingLimit: 8.25, lendingLimit: 0}
                  cpu: {nominal: 40}
              - name: "vision"
                parent: research
                order: gittins
                backfill: false
                paused: true
                quota: {A100: 16, T4: 0.001}
            """);

        Assert.Equal([new("urgent", 1000, false), new("usual", -5, true)], policy.PriorityClasses);
        Assert.Equal(
            new FairnessRules
            {
                HalfLifeMilliseconds = 604_800_000,
                EntryMilliseconds = 90_000,
                ReclaimsWeightedShare = true,
            },
            policy.Fairness);
        Assert.Equal(
            new ReclaimRules
            {
                NaturalChurnMilliseconds = 120_000,
                GraceMilliseconds = 600_000,
                RuntimeMillisecondsMin = 1_800_000,
                PreemptionsPerJobMax = 4,
                StopMilliseconds = 30_000,
            },
            policy.Reclaim);
        Assert.Equal(
            new PlanningRules
            {
                ReservationsMax = 8,
                DefaultTimeLimitMilliseconds = 1_500,
                PricePerGpuMinuteOfDelay = 2_345,
                PricePerKilogramCarbon = 0,
            },
            policy.Planning);
        Assert.Equal(
            [
                new()
                {
                    Name = "research",
                    Weight = 2,
                    Quotas = [new("A100", 24_000, 8_250, 0), new("cpu", 40_000)],
                },
                new()
                {
                    Name = "vision",
                    Parent = "research",
                    Order = JobOrder.Gittins,
                    AllowsBackfill = false,
                    IsPaused = true,
                    Quotas = [new("A100", 16_000), new("T4", 1)],
                },
            ],
            policy.Queues);
    }

    [Fact]
    public void What_is_absent_has_its_usual_value()
    {
        var policy = SomePolicy.Parse("queues: [{name: a}]");
        var usual = SharingPolicy.OneQueue("a");

        Assert.Equal(usual.Queues, policy.Queues);
        Assert.Equal(usual.Fairness, policy.Fairness);
        Assert.Equal(usual.Reclaim, policy.Reclaim);
        Assert.Equal(usual.Planning, policy.Planning);
        Assert.Empty(policy.PriorityClasses);
    }

    [Fact]
    public void Json_is_read_as_well() =>
        Assert.Equal("a", Assert.Single(SomePolicy.Parse("{\"queues\": [{\"name\": \"a\", \"weight\": 2}]}").Queues).Name);

    [Fact]
    public void A_file_is_read_with_windows_line_ends_a_mark_and_compression()
    {
        var bytes = TemporaryFile.Compress([0xEF, 0xBB, 0xBF, .. "queues:\r\n- name: a\r\n- name: b\r\n"u8]);
        using var file = TemporaryFile.Of(bytes);

        Assert.Equal(["a", "b"], PolicyFile.Read(file.Path, SomePolicy.Fleet).Queues.Select(queue => queue.Name));
    }

    [Theory]
    [InlineData("fifo", JobOrder.Fifo)]
    [InlineData("priority", JobOrder.Priority)]
    [InlineData("qssf", JobOrder.PredictedService)]
    [InlineData("gittins", JobOrder.Gittins)]
    public void Orders_have_words(string word, JobOrder order) =>
        Assert.Equal(order, SomePolicy.Parse($"queues: [{{name: a, order: {word}}}]").Queues[0].Order);

    [Fact]
    public void A_hundred_thousand_queues_are_read()
    {
        var cohorts = Enumerable.Range(0, 1_000).Select(index => $"- {{name: cohort-{index}, weight: 2}}");
        var queues = Enumerable.Range(1_000, SharingPolicy.QueueCountMax - 1_000).Select(index =>
            $"- name: queue-{index}\n  parent: cohort-{index % 1_000}\n  quota: {{cpu: 0.001}}");

        var policy = SomePolicy.Parse($"queues:\n{string.Join('\n', cohorts.Concat(queues))}\n");

        Assert.Equal(SharingPolicy.QueueCountMax, policy.Queues.Count);
        Assert.Equal("cohort-999", policy.Queues[^1].Parent);
        Assert.Equal(new Quota("cpu", 1), policy.Queues[^1].Quotas[0]);
    }
}
