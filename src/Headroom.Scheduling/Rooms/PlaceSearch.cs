namespace Headroom.Scheduling.Rooms;

/// <summary>A request with what was found out about it.</summary>
/// <param name="Shape">Number of the shape.</param>
/// <param name="Resource">Index of the resource.</param>
/// <param name="Fit">How its tasks fit there.</param>
/// <param name="TasksLeast">Fewest tasks.</param>
/// <param name="TasksMost">Most tasks.</param>
/// <param name="EndsAt">When they have ended.</param>
/// <param name="Begin">First position that will do.</param>
/// <param name="End">Position after the last that will do.</param>
internal readonly record struct PlaceSearch(
    int Shape, int Resource, Fit Fit, int TasksLeast, int TasksMost, long EndsAt, int Begin, int End)
{
    /// <summary>The same for tasks that no guard keeps away.</summary>
    public PlaceSearch WithoutGuards => this with { EndsAt = long.MinValue };
}
