using System.Globalization;

namespace Headroom.Testing;

/// <summary>
/// How many cases tests over hostile input try: a few seconds' worth, or HEADROOM_FUZZ times as many. A failure prints
/// the seed that repeats it.
/// </summary>
public static class Fuzz
{
    private static readonly int Times =
        int.TryParse(Environment.GetEnvironmentVariable("HEADROOM_FUZZ"), CultureInfo.InvariantCulture, out var times)
            ? Math.Clamp(times, 1, 10_000)
            : 1;

    /// <summary>Cases to try where <paramref name="usual"/> is the number of every build.</summary>
    public static int Cases(int usual) => usual * Times;
}
