using System.Globalization;

namespace Headroom.Cli.Output;

/// <summary>Numbers as people read them. Programs get the full ones from JSON and CSV.</summary>
internal static class NumberText
{
    public const string None = "-";

    public static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Decimals(double? value, int decimals) =>
        value is { } number
            ? number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : None;

    /// <summary>An amount in thousandths, such as <c>0.25</c>.</summary>
    public static string Milli(long milli) => (milli / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>
    /// A duration in its two largest units, such as <c>2d 5h</c>; parts of a second below one minute.
    /// </summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds)) return None;
        if (seconds < 60) return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}s");

        var whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 3600 => Two(whole / 60, "m", whole % 60, "s"),
            < 86400 => Two(whole / 3600, "h", whole % 3600 / 60, "m"),
            _ => Two(whole / 86400, "d", whole % 86400 / 3600, "h"),
        };
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        string.Create(CultureInfo.InvariantCulture, $"{large}{largeUnit} {small}{smallUnit}");
}
