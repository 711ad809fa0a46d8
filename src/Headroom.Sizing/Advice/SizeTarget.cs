using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Advice;

/// <summary>How good a model has to be, in one of three ways; the others are null.</summary>
/// <param name="Loss">Loss to reach, in nats a token.</param>
/// <param name="Like">As good as the compute-optimal model of so many parameters.</param>
/// <param name="Operations">The best that so many floating-point operations of training give.</param>
public sealed record SizeTarget(double? Loss, double? Like, double? Operations)
{
    /// <summary>The loss that a law has for it, in nats a token.</summary>
    public double LossBy(ScalingLaw law)
    {
        if (Loss is { } loss) return loss;

        var size = Like is { } parameters ? law.OptimumOf(parameters) : law.Optimum(Operations ?? 0);
        return law.Loss(size.Parameters, size.Tokens);
    }
}
