using Google.OrTools.Graph;

namespace Headroom.Exchange.Matching;

/// <summary>A pair that is looked at: data, compute and what they are worth together, above 0.</summary>
internal readonly record struct Pair(int Data, int Compute, long Surplus);

/// <summary>
/// The pairs of greatest worth, so that no data is in more agreements than it has copies and no compute takes more jobs
/// than it has slots: a flow of least cost, whose solution is whole (Ford and Fulkerson 1962).
/// </summary>
internal static class PairFlow
{
    /// <summary>Which pairs are made.</summary>
    /// <param name="pairs">Pairs, none twice.</param>
    /// <param name="copies">By data.</param>
    /// <param name="slots">By compute.</param>
    public static bool[] Best(IReadOnlyList<Pair> pairs, int[] copies, int[] slots)
    {
        if (pairs.Count == 0) return [];

        var listings = copies.Length + slots.Length;
        var (source, sink) = (listings, listings + 1);
        using var flow = new MinCostFlow(listings + 2, listings + pairs.Count + 1);
        foreach (var pair in pairs)
            flow.AddArcWithCapacityAndUnitCost(pair.Data, copies.Length + pair.Compute, 1, -pair.Surplus);
        for (var data = 0; data < copies.Length; data++)
            flow.AddArcWithCapacityAndUnitCost(source, data, copies[data], 0);
        for (var compute = 0; compute < slots.Length; compute++)
            flow.AddArcWithCapacityAndUnitCost(copies.Length + compute, sink, slots[compute], 0);

        // What is better left alone goes by without a gain.
        var all = copies.Sum(copy => (long)copy);
        flow.AddArcWithCapacityAndUnitCost(source, sink, all, 0);
        flow.SetNodeSupply(source, all);
        flow.SetNodeSupply(sink, -all);
        var status = flow.Solve();
        if (status != MinCostFlowBase.Status.OPTIMAL) throw new InvalidOperationException($"the flow ended as {status}");

        var isMade = new bool[pairs.Count];
        for (var pair = 0; pair < isMade.Length; pair++) isMade[pair] = flow.Flow(pair) > 0;
        return isMade;
    }
}
