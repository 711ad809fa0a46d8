using System.Globalization;

namespace Headroom.Engines.Slurm;

/// <summary>Reads accelerators out of Slurm's generic resources, such as <c>gpu:h100:8(S:0-1),nic:2</c>.</summary>
internal static class GresList
{
    /// <summary>Model of accelerators to which the site gave no type.</summary>
    public const string AnyModel = "gpu";

    /// <summary>Models with how many there are of each, in their order.</summary>
    public static IReadOnlyList<(string Model, int Count)> Gpus(string gres)
    {
        var gpus = new List<(string Model, int Count)>();
        foreach (var entry in WithoutBrackets(gres).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(':');
            if (parts[0] != AnyModel) continue;

            var isCounted = int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
            gpus.Add((parts.Length > 2 ? parts[1] : AnyModel, isCounted ? count : 1));
        }

        return gpus;
    }

    // What stands in them are sockets and indexes, with commas of their own.
    private static string WithoutBrackets(string gres)
    {
        var open = gres.IndexOf('(', StringComparison.Ordinal);
        var close = open < 0 ? -1 : gres.IndexOf(')', open);
        return close < 0 ? gres : WithoutBrackets(gres.Remove(open, close - open + 1));
    }
}
