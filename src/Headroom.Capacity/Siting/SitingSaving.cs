namespace Headroom.Capacity.Siting;

/// <summary>What one plan costs less than another, as found and as proved, in the money of the case.</summary>
/// <param name="Found">Difference to the plan that was found, at least 0.</param>
/// <param name="Most">Difference to the bound below which no plan is, at least as much.</param>
public sealed record SitingSaving(double Found, double Most)
{
    /// <summary>What a plan with this cost and bound saves against a dearer one.</summary>
    internal static SitingSaving Between(double dearer, double cost, double bound) =>
        new(Math.Max(0, dearer - cost), Math.Max(0, dearer - Math.Min(cost, bound)));
}
