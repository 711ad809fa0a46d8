using System.Diagnostics;

namespace Headroom.Cli.Replay;

/// <summary>A run and how long it took.</summary>
/// <param name="Run">What was measured.</param>
/// <param name="Milliseconds">Wall time of the run alone, without reading its input; three decimals.</param>
internal sealed record Timed<T>(T Run, double Milliseconds)
{
    public static Timed<T> Measure(Func<T> run)
    {
        var start = Stopwatch.GetTimestamp();
        var result = run();
        return new Timed<T>(result, Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3));
    }
}
