namespace Headroom.Capacity.Abatement;

/// <summary>Something that closes a part of a gap.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Route">Which way it goes: share, optimise, need less or build.</param>
/// <param name="GpuHours">Accelerator-hours that it closes at most, at least 0.</param>
/// <param name="CostPerGpuHour">What each of them costs, in any one currency; below 0 where it saves.</param>
/// <param name="Ready">Day from which it has its effect.</param>
public sealed record AbatementMeasure(
    string Name, string Route, double GpuHours, double CostPerGpuHour, DateOnly Ready);
