using System.Globalization;

namespace Headroom.Server.Pages.Charts;

/// <summary>Places values in a drawing.</summary>
internal static class Scale
{
    /// <summary>A round number that is at least so large, and not much larger.</summary>
    public static double Ceiling(double value)
    {
        if (value <= 0) return 1;

        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var step in (double[])[1, 1.5, 2, 3, 4, 5, 6, 8, 10])
        {
            if (value <= step * power) return step * power;
        }

        return 10 * power;
    }

    /// <summary>A coordinate as SVG writes it.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
