namespace Headroom.Client.Planning;

/// <summary>A gap, and what can be done about it.</summary>
public sealed record AbatementQuestion
{
    /// <summary>Accelerator hours to close, at least 0.</summary>
    public required double Gap { get; init; }

    /// <summary>Day by which a measure has to be ready.</summary>
    public required DateOnly By { get; init; }

    /// <summary>Most that all may cost; null for no limit.</summary>
    public double? Budget { get; init; }

    /// <summary>What can be done.</summary>
    public required IReadOnlyList<MeasureView> Measures { get; init; }
}

/// <summary>Something that closes a part of a gap.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Route">The way out that it belongs to, such as share, need less or build.</param>
/// <param name="GpuHours">Accelerator hours that it closes, at least 0.</param>
/// <param name="CostPerGpuHour">What each of them costs, at least 0.</param>
/// <param name="Ready">First day on which it works.</param>
public sealed record MeasureView(string Name, string Route, double GpuHours, double CostPerGpuHour, DateOnly Ready);

/// <summary>The cheapest mix of measures.</summary>
/// <param name="Mix">What it comes to.</param>
/// <param name="Steps">Measures that are taken, the cheapest first, with as many hours as are used of each.</param>
/// <param name="Sensitivity">The same for a gap that is a fifth smaller, and one that is a quarter larger.</param>
public sealed record AbatementView(
    MixView Mix, IReadOnlyList<MeasureView> Steps, IReadOnlyList<MixView> Sensitivity);

/// <summary>What a mix comes to.</summary>
/// <param name="Gap">Accelerator hours to close.</param>
/// <param name="Closed">Those that are closed.</param>
/// <param name="Open">Those that stay open.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="MarginalCost">What the last accelerator hour costs; null where nothing is taken.</param>
public sealed record MixView(double Gap, double Closed, double Open, double Cost, double? MarginalCost = null);
