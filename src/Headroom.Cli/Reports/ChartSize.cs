namespace Headroom.Cli.Reports;

/// <summary>
/// The outline of a chart. Every chart is drawn twice and the style sheet shows one: a wide drawing shrunk to a
/// telephone's width would have letters of four pixels.
/// </summary>
internal sealed record ChartSize(string CssClass, double Width, double Height)
{
    public static ChartSize Wide { get; } = new("wide", 900, 380);

    public static ChartSize Narrow { get; } = new("narrow", 360, 300);

    public bool IsNarrow => this == Narrow;

    public ChartSize WithHeight(double height) => this with { Height = height };
}
