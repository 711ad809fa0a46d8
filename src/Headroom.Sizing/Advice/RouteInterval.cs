using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Advice;

/// <summary>What a way takes when the law is as uncertain as it is.</summary>
/// <param name="Way">What is done.</param>
/// <param name="Parameters">Parameters of the model.</param>
/// <param name="Tokens">Tokens it is trained on.</param>
/// <param name="Operations">Floating-point operations of training.</param>
/// <param name="LifetimeOperations">The same with those of serving.</param>
/// <param name="Loss">Loss in nats a token; null where the law does not tell.</param>
public sealed record RouteInterval(
    string Way, SizeBand Parameters, SizeBand Tokens, SizeBand Operations, SizeBand LifetimeOperations, SizeBand? Loss)
{
    /// <summary>
    /// Intervals by way, in the order of <see cref="SizeAdvice.Routes"/>. Laws by which no model reaches the target
    /// count as infinitely much of all.
    /// </summary>
    /// <param name="laws">Laws that may hold, all equally likely, at least one.</param>
    /// <param name="target">How good the model has to be; each law has its own loss for it.</param>
    /// <param name="request">The rest of what is wanted.</param>
    public static IReadOnlyList<RouteInterval> Of(
        IReadOnlyList<ScalingLaw> laws, SizeTarget target, SizeRequest request)
    {
        var byWay = laws.SelectMany(law => target.LossBy(law) is var loss && loss > law.Floor
                ? SizeAdvice.Routes(law, request with { Loss = loss })
                : [])
            .GroupBy(route => route.Name);
        return
        [
            .. byWay.Select(ways => new RouteInterval(
                ways.Key,
                Band(ways, laws.Count, way => way.Parameters),
                Band(ways, laws.Count, way => way.Tokens),
                Band(ways, laws.Count, way => way.Operations),
                Band(ways, laws.Count, way => way.LifetimeOperations),
                ways.All(way => way.Loss is not null) ? Band(ways, laws.Count, way => way.Loss!.Value) : null)),
        ];
    }

    private static SizeBand Band(IEnumerable<SizeRoute> ways, int laws, Func<SizeRoute, double> figure)
    {
        var figures = ways.Select(figure).Order().ToList();
        while (figures.Count < laws) figures.Add(double.PositiveInfinity);
        return SizeBand.Of(figures);
    }
}

/// <summary>Where a figure lies in 95 of 100 cases.</summary>
/// <param name="Low">The 2.5 % quantile.</param>
/// <param name="High">The 97.5 % quantile.</param>
public sealed record SizeBand(double Low, double High)
{
    private const double Tail = 0.025;

    /// <summary>The band of figures in ascending order, at least one.</summary>
    public static SizeBand Of(IReadOnlyList<double> ascending) => new(At(ascending, Tail), At(ascending, 1 - Tail));

    private static double At(IReadOnlyList<double> ascending, double share) =>
        ascending[(int)Math.Round(share * (ascending.Count - 1))];
}
