namespace Headroom.Cli.Bench;

/// <summary>A figure beside the value of a scenario.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit; empty for a count.</param>
/// <param name="Must">What it is held against, in words; empty for nothing.</param>
internal sealed record BenchFigure(string Name, double Value, string Unit, string Must);
