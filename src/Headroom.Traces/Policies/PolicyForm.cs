using Headroom.Cluster;
using Headroom.Cluster.Tenancy;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Policies;

/// <summary>Makes a policy of its keys. What is absent has the usual value of the policy's own records.</summary>
internal sealed class PolicyForm(FaultLog faults)
{
    private static readonly FairnessRules UsualFairness = new();
    private static readonly ReclaimRules UsualReclaim = new();
    private static readonly PlanningRules UsualPlanning = new();

    /// <summary>The policy, not yet checked.</summary>
    public SharingPolicy Read(Section root)
    {
        root.Require("queues");
        return new SharingPolicy
        {
            PriorityClasses = [.. root.Items("priorities").Select(item => Priority(item.Entry, item.Path))],
            Fairness = root.Find("fairness") is { } fairness ? Fairness(fairness, "fairness") : UsualFairness,
            Reclaim = root.Find("reclaim") is { } reclaim ? Reclaim(reclaim, "reclaim") : UsualReclaim,
            Planning = root.Find("planning") is { } planning ? Planning(planning, "planning") : UsualPlanning,
            Queues = [.. root.Items("queues").Select(item => Queue(item.Entry, item.Path))],
        };
    }

    private PriorityClass Priority(Entry entry, string path)
    {
        var section = new Section(entry, path, PolicyKeys.Priority, faults);
        return new(
            section.RequiredText("name"), section.RequiredWhole("value"), section.Truth("preemptible", usual: true));
    }

    private FairnessRules Fairness(Entry entry, string path)
    {
        var section = new Section(entry, path, PolicyKeys.Fairness, faults);
        return new()
        {
            HalfLifeMilliseconds = section.Time("halfLife", UsualFairness.HalfLifeMilliseconds),
            EntryMilliseconds = section.Time("entry", UsualFairness.EntryMilliseconds),
            ReclaimsWeightedShare = section.Truth("reclaimWeightedShare", UsualFairness.ReclaimsWeightedShare),
        };
    }

    private ReclaimRules Reclaim(Entry entry, string path)
    {
        var section = new Section(entry, path, PolicyKeys.Reclaim, faults);
        return new()
        {
            NaturalChurnMilliseconds = section.Time("naturalChurn", UsualReclaim.NaturalChurnMilliseconds),
            GraceMilliseconds = section.Time("grace", UsualReclaim.GraceMilliseconds),
            RuntimeMillisecondsMin = section.Time("minimumRuntime", UsualReclaim.RuntimeMillisecondsMin),
            PreemptionsPerJobMax = section.Whole("preemptionsPerJob", UsualReclaim.PreemptionsPerJobMax),
            StopMilliseconds = section.Time("stop", UsualReclaim.StopMilliseconds),
        };
    }

    private PlanningRules Planning(Entry entry, string path)
    {
        var section = new Section(entry, path, PolicyKeys.Planning, faults);
        return new()
        {
            ReservationsMax = section.Whole("reservations", UsualPlanning.ReservationsMax),
            DefaultTimeLimitMilliseconds =
                section.Time("defaultTimeLimit", UsualPlanning.DefaultTimeLimitMilliseconds),
            PricePerGpuMinuteOfDelay =
                section.Milli("pricePerGpuMinuteOfDelay") ?? UsualPlanning.PricePerGpuMinuteOfDelay,
            PricePerKilogramCarbon = section.Milli("pricePerKilogramCarbon") ?? UsualPlanning.PricePerKilogramCarbon,
        };
    }

    private QueueDefinition Queue(Entry entry, string path)
    {
        var section = new Section(entry, path, PolicyKeys.Queue, faults);
        return new()
        {
            Name = section.RequiredText("name"),
            Parent = section.Text("parent"),
            Weight = section.Whole("weight", usual: 1),
            Order = (JobOrder)section.Word("order", PolicyKeys.Orders, (int)JobOrder.Priority),
            AllowsBackfill = section.Truth("backfill", usual: true),
            IsPaused = section.Truth("paused", usual: false),
            Quotas = section.Find("quota") is { } quota ? Quotas(quota, section.PathOf("quota")) : [],
        };
    }

    // The keys are names of resources: which there are, the fleet says.
    private ValueList<Quota> Quotas(Entry entry, string path)
    {
        if (entry is not MapEntry map)
        {
            faults.Add(
                entry.Line,
                path,
                $"this is {entry.Kind}, and chip models with amounts are asked for",
                "write a chip model or cpu with its amount, such as {A100: 16}");
            return [];
        }

        foreach (var key in map.Repeated)
        {
            faults.Add(
                key.Line, KeyPath.Inner(path, key.Name), "the resource is named twice", "write one amount for it");
        }

        return ValueList.From(map.Keys.Select(key => Quota(key, KeyPath.Inner(path, key.Name))));
    }

    private Quota Quota(KeyEntry key, string path)
    {
        if (key.Value is not MapEntry) return new(key.Name, faults.Values.Milli(key.Value, path) ?? 0);

        var section = new Section(key.Value, path, PolicyKeys.Amounts, faults);
        return new(
            key.Name, section.Milli("nominal") ?? 0, section.Milli("borrowingLimit"), section.Milli("lendingLimit"));
    }
}
