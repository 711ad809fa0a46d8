namespace Headroom.Cli.Capacity;

/// <summary>Something that closes a part of a gap, computed and not typed in.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Route">Share, need less, rent or build.</param>
/// <param name="GpuHours">GPU-hours of a span like the history's that it closes.</param>
/// <param name="CostPerGpuHour">What each of them costs.</param>
/// <param name="Ready">First day on which it works.</param>
internal sealed record GapMeasure(string Name, string Route, double GpuHours, double CostPerGpuHour, DateOnly Ready);
