using Headroom.Sizing.Memory;

namespace Headroom.Sizing.Advice;

/// <summary>How the trainings of the ways are spread over chips.</summary>
/// <param name="First">Layouts of the first way, over as many chips as are asked for or hold it.</param>
/// <param name="Least">
/// By way: the layout on the fewest chips; ways in which nothing is trained whole, or that fit on none, are not there.
/// </param>
public sealed record SizeLayouts(IReadOnlyList<ParallelPlan> First, IReadOnlyDictionary<string, ParallelPlan> Least)
{
    /// <summary>Layouts for chips of a kind.</summary>
    /// <param name="routes">The ways, at least one.</param>
    /// <param name="hardware">The kind.</param>
    /// <param name="chips">How many train; null for the fewest that hold the model.</param>
    /// <param name="modelOf">The model of so many parameters.</param>
    public static SizeLayouts Of(
        IReadOnlyList<SizeRoute> routes, Hardware hardware, int? chips, Func<double, TrainedModel> modelOf)
    {
        var least = new Dictionary<string, ParallelPlan>();
        foreach (var route in routes.Where(route => route.Loss is not null))
        {
            if (ParallelPlan.Least(modelOf(route.Parameters), hardware.UsableBytes) is { } plan)
                least[route.Name] = plan;
        }

        var count = chips ?? least.GetValueOrDefault(routes[0].Name)?.Layout.Chips ?? 1;
        return new SizeLayouts(ParallelPlan.For(modelOf(routes[0].Parameters), count, hardware.UsableBytes), least);
    }
}
