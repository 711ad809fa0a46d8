using Headroom.Client.Pool;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Loop;
using Headroom.Traces;
using Headroom.Traces.Policies;

namespace Headroom.Server.Policies;

/// <summary>Makes of a request what is tried, on the policy and fleet of a pool.</summary>
internal static class WhatIf
{
    /// <summary>Tries it.</summary>
    /// <exception cref="Refusal">The request is at fault, or another trial runs.</exception>
    public static async Task<WhatIfView> RunAsync(
        WhatIfRequest request, ControlLoop loop, Fleet fleet, PolicyTrial trial, CancellationToken cancellation)
    {
        var own = await loop.DoAsync(turn => turn.State.Tree.Policy);
        var other = Of(request, own, fleet);
        var outcome = await trial.RunAsync(other, cancellation);
        return new WhatIfView(outcome, PolicyText.Of(other.Policy), GpusOf(fleet), GpusOf(other.Fleet.Fleet));
    }

    /// <summary>What is tried.</summary>
    /// <exception cref="Refusal">The request is at fault.</exception>
    public static PolicyAlternative Of(WhatIfRequest request, SharingPolicy own, Fleet fleet)
    {
        if (request.Days is < 1 or > WhatIfRequest.DaysMax)
        {
            throw new Refusal(
                RefusalKind.Invalid, $"{request.Days} days cannot be replayed", $"ask for 1 to {WhatIfRequest.DaysMax}")
            {
                Key = "days",
            };
        }

        var nodes = ChangesOf("nodes", "north:H100=16", request.Nodes);
        var other = nodes.Length == 0 ? OtherFleet.Same(fleet) : OtherFleet.Of(fleet, nodes);
        var resources = new Resources(other.Fleet);
        var policy = request.Policy.Length > 0 ? Read(request.Policy, resources) : own;
        foreach (var quota in ChangesOf("quotas", "research:H100=48", request.Quotas))
        {
            policy = With(policy, "quotas", quota.Whose, queue => queue with
            {
                Quotas = ValueList.From(QuotasOf(queue.Quotas, quota.What, (long)(quota.Amount * 1000))),
            });
        }

        foreach (var weight in ChangesOf("weights", "research=4", request.Weights))
            policy = With(policy, "weights", weight.What, queue => queue with { Weight = WeightOf(weight) });

        // Read back: the changed policy has to hold on the changed fleet.
        return new PolicyAlternative(Read(PolicyText.Of(policy), resources), other, request.Days);
    }

    /// <summary>A policy that is tried or applied.</summary>
    /// <exception cref="Refusal">It has faults.</exception>
    public static SharingPolicy Read(string text, Resources resources)
    {
        try
        {
            return PolicyBook.Read("policy", text, resources);
        }
        catch (TraceFormatException fault)
        {
            throw new Refusal(RefusalKind.Invalid, "The policy has faults", fault.Message.TrimEnd('.'))
            {
                Key = fault.Faults[0].Key,
            };
        }
    }

    private static WhatIfChange[] ChangesOf(string key, string example, IReadOnlyList<string> texts) =>
    [
        .. texts.Select(text => WhatIfChange.TryRead(text, out var change)
            ? change
            : throw new Refusal(RefusalKind.Invalid, $"'{text}' is no change", $"write it as {example}") { Key = key }),
    ];

    private static SharingPolicy With(
        SharingPolicy policy, string key, string name, Func<QueueDefinition, QueueDefinition> change)
    {
        if (policy.Queues.All(queue => queue.Name != name))
        {
            throw new Refusal(
                RefusalKind.Invalid, $"There is no queue '{name}'",
                $"the policy has {string.Join(", ", policy.Queues.Take(20).Select(queue => queue.Name))}")
            {
                Key = key,
            };
        }

        return policy with
        {
            Queues = [.. policy.Queues.Select(queue => queue.Name == name ? change(queue) : queue)],
        };
    }

    private static int WeightOf(WhatIfChange change) =>
        change.Amount == decimal.Truncate(change.Amount) && change.Amount is >= 1 and <= QueueDefinition.WeightMax
            ? (int)change.Amount
            : throw new Refusal(
                RefusalKind.Invalid, $"'{change}' is no weight",
                $"write a whole number from 1 to {QueueDefinition.WeightMax}")
            {
                Key = "weights",
            };

    // What may be borrowed and lent stays as it is.
    private static IEnumerable<Quota> QuotasOf(IReadOnlyList<Quota> quotas, string resource, long milli)
    {
        var isNew = quotas.All(quota => quota.Resource != resource);
        var changed = quotas.Select(
            quota => quota.Resource == resource ? quota with { NominalMilli = milli } : quota);
        return isNew ? changed.Append(new Quota(resource, milli)) : changed;
    }

    private static long GpusOf(Fleet fleet) => fleet.Nodes.Sum(node => (long)node.GpuCount);
}
