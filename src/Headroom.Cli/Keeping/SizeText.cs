using Headroom.Cli.Output;

namespace Headroom.Cli.Keeping;

/// <summary>Sizes of files for people.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1024 && unit < Units.Length - 1) (size, unit) = (size / 1024, unit + 1);
        return $"{NumberText.Decimals(size, unit == 0 ? 0 : 1)} {Units[unit]}";
    }
}
