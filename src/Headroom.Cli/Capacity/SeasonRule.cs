using Headroom.Cli.Output;
using Headroom.Traces.Series;

namespace Headroom.Cli.Capacity;

/// <summary>The season that the user named, or the one that the step of the series implies; which one is
/// said.</summary>
internal static class SeasonRule
{
    private const int HoursADay = 24;
    private const int DaysAWeek = 7;
    private const int MonthsAYear = 12;
    private const int QuartersAYear = 4;

    public static int Of(int? named, IReadOnlyList<RecordedSeries> series, Terminal terminal)
    {
        if (named is { } season) return season;

        var steps = series.Select(one => one.Step).Distinct().ToArray();
        var (implied, reason) = steps is [var step] && step > TimeSpan.Zero
            ? (ByStep(step), $"by the step of {NumberText.Duration(step.TotalSeconds)}")
            : ByName(series);
        terminal.Error.WriteLine($"headroom: the season is taken as {implied} {reason}; --season says it otherwise.");
        return implied;
    }

    private static int ByStep(TimeSpan step) => step.TotalMinutes switch
    {
        <= 60 and >= 10 => (int)Math.Round(HoursADay * 60 / step.TotalMinutes),
        HoursADay * 60 => DaysAWeek,
        _ => step.TotalDays switch
        {
            >= 28 and <= 31 => MonthsAYear,
            >= 89 and <= 92 => QuartersAYear,
            _ => 1,
        },
    };

    // The competitions name series by their frequency: H1, D1, W1, M1, Q1, Y1.
    private static (int Season, string Reason) ByName(IReadOnlyList<RecordedSeries> series)
    {
        var letters = series
            .Select(one => one.Id.Length > 1 && one.Id[1..].All(char.IsAsciiDigit) ? one.Id[0] : ' ')
            .Distinct().ToArray();
        return letters switch
        {
            ['H'] => (HoursADay, "because the series are named H1, H2 and so on"),
            ['M'] => (MonthsAYear, "because the series are named M1, M2 and so on"),
            ['Q'] => (QuartersAYear, "because the series are named Q1, Q2 and so on"),
            _ => (1, "because the file does not say how far apart values are"),
        };
    }
}
