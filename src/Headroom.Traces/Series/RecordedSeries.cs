namespace Headroom.Traces.Series;

/// <summary>A series of equally spaced values as it was read.</summary>
/// <param name="Id">Name of the series, as in the file.</param>
/// <param name="Values">Finite values, oldest first, at least one.</param>
public sealed record RecordedSeries(string Id, IReadOnlyList<double> Values)
{
    /// <summary>Time between two values; zero where the file does not say.</summary>
    public TimeSpan Step { get; init; }

    /// <summary>Values that were missing and lie on the line between their neighbours.</summary>
    public int FilledCount { get; init; }

    /// <summary>What was noticed and mended: whole sentences with the line.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
