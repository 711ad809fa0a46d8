using CsCheck;
using Headroom.Cluster.Tenancy;

namespace Headroom.Testing;

/// <summary>
/// Random small policies: trees of up to four levels, with quotas that the fleet has.
/// </summary>
public static class PolicyGens
{
    private const int QueuesMax = 8;
    private const int DepthMax = 4;

    private static readonly Gen<(long Nominal, long? Borrowing, long? Lending)> Amounts =
        Gen.Select(Gen.Frequency((2, Gen.Long[0, 8]), (1, Gen.Const(0L))), Limit(oneIn: 6), Limit(oneIn: 3));

    private static readonly Gen<QueueDefinition> Queue =
        Gen.Select(Gen.OneOf(1, 1, 2, 5), Gen.Enum<JobOrder>(), Gen.Int[0, 4])
            .Select((weight, order, backfill) => new QueueDefinition
            {
                Name = "",
                Weight = weight,
                Order = order,
                AllowsBackfill = backfill > 0,
            });

    /// <summary>Queues q0, q1 and so on. A queue comes after the one above it.</summary>
    /// <param name="resources">What the fleet has.</param>
    /// <param name="step">Quotas are multiples of it, in thousandths: up to eight, or what the fleet has.</param>
    /// <param name="least">Fewest queues.</param>
    /// <param name="most">Most queues.</param>
    public static Gen<QueueDefinition[]> Queues(
        Resources resources, long step = 500, int least = 1, int most = QueuesMax) =>
        Gen.Select(Queue, Gen.Int[0, 99], Amounts.Array[resources.Count]).Array[least, most]
            .Select(drawn => WithinFleet(Tree(drawn, resources, step), resources));

    /// <summary>Policies with plain rules.</summary>
    public static Gen<SharingPolicy> Policy(Resources resources) =>
        Gen.Select(Queues(resources), Gen.Bool).Select((queues, weighted) => new SharingPolicy
        {
            Queues = queues,
            Fairness = new FairnessRules { ReclaimsWeightedShare = weighted },
        });

    private static Gen<long?> Limit(int oneIn) =>
        Gen.Frequency((oneIn - 1, Gen.Const((long?)null)), (1, Gen.Long[0, 6].Select(steps => (long?)steps)));

    private static QueueDefinition[] Tree(
        (QueueDefinition Queue, int Parent, (long Nominal, long? Borrowing, long? Lending)[] Amounts)[] drawn,
        Resources resources,
        long step)
    {
        var (queues, depths) = (new List<QueueDefinition>(), new List<int>());
        foreach (var (queue, above, amounts) in drawn)
        {
            var parent = above % (queues.Count + 1) - 1;
            if (parent >= 0 && depths[parent] == DepthMax) parent = -1;
            depths.Add(parent < 0 ? 1 : depths[parent] + 1);
            queues.Add(queue with
            {
                Name = $"q{queues.Count}",
                Parent = parent < 0 ? "" : $"q{parent}",
                Quotas = [.. amounts.Select((amount, resource) =>
                    new Quota(
                        resources[resource], amount.Nominal * step, amount.Borrowing * step, amount.Lending * step))],
            });
        }

        return [.. queues];
    }

    // A cohort that says what it is owed is owed at least what those below it are; then all is scaled down until the
    // fleet has it, and what is owed to nobody is left out.
    private static QueueDefinition[] WithinFleet(QueueDefinition[] queues, Resources resources)
    {
        for (var resource = 0; resource < resources.Count; resource++)
        {
            var (name, capacity) = (resources[resource], resources.Capacity[resource]);
            var asked = Math.Max(Below("", queues, name), capacity);
            queues = [.. queues.Select(queue => With(queue, name, quota => quota with
            {
                NominalMilli = quota.NominalMilli == 0
                    ? 0
                    : Math.Max(quota.NominalMilli, Below(queue.Name, queues, name)) * capacity / Math.Max(asked, 1),
            }))];
        }

        return [.. queues.Select(queue => queue with
        {
            Quotas = [.. queue.Quotas.Where(quota => quota is not { NominalMilli: 0, BorrowingLimitMilli: null })],
        })];
    }

    private static QueueDefinition With(QueueDefinition queue, string resource, Func<Quota, Quota> change) => queue with
    {
        Quotas = [.. queue.Quotas.Select(quota => quota.Resource == resource ? change(quota) : quota)],
    };

    private static long Below(string parent, QueueDefinition[] queues, string resource) =>
        queues.Where(queue => queue.Parent == parent).Sum(queue => Math.Max(
            queue.Quotas.Single(quota => quota.Resource == resource).NominalMilli,
            Below(queue.Name, queues, resource)));
}
