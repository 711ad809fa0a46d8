using System.Diagnostics;
using Headroom.Cli.Replay;

namespace Headroom.Cli.Bench;

/// <summary>What a scenario works with.</summary>
/// <param name="Histories">The public histories.</param>
/// <param name="Pool">Where parallel work runs.</param>
internal sealed record BenchRun(PublicHistories Histories, RunPool Pool)
{
    private readonly List<BenchFigure> _figures = [];

    /// <summary>Language of the documents that curation is measured on.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Figures beside the value, in the order in which they were added.</summary>
    public IReadOnlyList<BenchFigure> Figures => _figures;

    /// <summary>Adds a figure beside the value.</summary>
    public void Add(BenchFigure figure) => _figures.Add(figure);

    /// <summary>Wall seconds of <paramref name="work"/>.</summary>
    public static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>
    /// Seconds of processor that <paramref name="work"/> takes, of all threads and the system together: others on a shared
    /// machine take no part in them.
    /// </summary>
    public static double ProcessorSeconds(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    /// <summary>The median of what is measured of <paramref name="work"/>, after one time to warm up.</summary>
    /// <param name="runs">Times, odd.</param>
    /// <param name="measure">Measures one, such as <see cref="Seconds"/>.</param>
    /// <param name="work">The work.</param>
    public static double Median(int runs, Func<Action, double> measure, Action work)
    {
        work();
        return Median(Enumerable.Range(0, runs).Select(_ => measure(work)));
    }

    /// <summary>The median of values; of two in the middle the larger one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Most memory that this process has held so far, in MiB.</summary>
    public static double PeakMemoryMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024.0 * 1024.0);
    }
}
