using System.Globalization;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Local.Logs;

/// <summary>
/// Names of the files of a log: the stream and the place of the first byte in it. So a reader needs no index, and sees
/// what was dropped by the gap between two files.
/// </summary>
internal static class LogNames
{
    /// <summary>File that begins at <paramref name="offset"/>.</summary>
    public static string Of(LogStream stream, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{Word(stream)}.{offset:D19}");

    /// <summary>Where the files of a stream begin, in order.</summary>
    public static List<long> Offsets(string folder, LogStream stream)
    {
        var offsets = new List<long>();
        foreach (var path in Directory.EnumerateFiles(folder, $"{Word(stream)}.*"))
        {
            if (long.TryParse(
                Path.GetExtension(path.AsSpan())[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            {
                offsets.Add(offset);
            }
        }

        offsets.Sort();
        return offsets;
    }

    private static string Word(LogStream stream) => stream == LogStream.Output ? "stdout" : "stderr";
}
