using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.Tenancy;

/// <summary>Small random policies, most of them at fault, against the plain rules.</summary>
public sealed class PolicyCheckProperties
{
    private static readonly Resources Fleet = new(new Fleet { Nodes = Some.Nodes(2, cpu: 8_000, gpus: 2, model: "A") });

    private static readonly Gen<Quota> AnyQuota = Gen.Select(
        Gen.Frequency((5, Gen.Const("A")), (2, Gen.Const("cpu")), (1, Gen.OneOf("B", "", null!))),
        Gen.Frequency((8, Gen.Long[0, 3_000]), (1, Gen.OneOf(-1L, long.MinValue, long.MaxValue, Quota.MilliMax))),
        (resource, nominal) => new Quota(resource, nominal));

    private static readonly Gen<QueueDefinition> AnyQueue = Gen.Select(
        Gen.Frequency((30, Gen.Int[0, 5].Select(name => $"q{name}")), (1, Gen.OneOf("", " ", null!))),
        Gen.Frequency((5, Gen.Const("")), (10, Gen.Int[0, 5].Select(name => $"q{name}")), (1, Gen.OneOf(" ", null!))),
        Gen.Frequency((20, Gen.Int[1, 3]), (1, Gen.Int)),
        AnyQuota.Array[0, 2],
        (name, parent, weight, quotas) =>
            new QueueDefinition
            {
                Name = name,
                Parent = parent,
                Weight = weight,
                Quotas = ValueList.Of<Quota>(quotas),
            });

    [Fact]
    public void A_policy_is_refused_exactly_when_a_plain_rule_is_broken() => AnyQueue.Array[0, 5].Sample(
        queues => Assert.Equal(
            PlainPolicyRules.AreKept(queues, Fleet),
            PolicyCheck.Faults(new SharingPolicy { Queues = queues }, Fleet).Count == 0),
        iter: 20_000);

    [Fact]
    public void A_policy_without_fault_makes_a_tree_in_which_nobody_is_owed_more_than_there_is() =>
        AnyQueue.Array[1, 4].Sample(
            queues =>
            {
                if (PlainPolicyRules.AreKept(queues, Fleet)) AssertTree(queues);
            },
            iter: 20_000);

    private static void AssertTree(QueueDefinition[] queues)
    {
        var tree = new QueueTree(new SharingPolicy { Queues = queues }, Fleet);

        Assert.Equal(queues.Length + 1, tree.Count);
        for (var queue = 0; queue < tree.Count; queue++)
        {
            for (var resource = 0; resource < Fleet.Count; resource++)
            {
                var below = tree.ChildrenOf(queue).Sum(child => tree.Nominal(child, resource));
                Assert.InRange(below, 0, tree.Nominal(queue, resource));
            }
        }
    }
}
