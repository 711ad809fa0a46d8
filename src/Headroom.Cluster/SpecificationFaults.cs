using System.Globalization;

namespace Headroom.Cluster;

/// <summary>Faults in the order in which they were found; those beyond the bound are dropped.</summary>
internal sealed class SpecificationFaults
{
    private static readonly (string Unit, long Milliseconds)[] Units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000)];

    private readonly List<SpecificationFault> _items = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<SpecificationFault> Items => _items;

    /// <summary>Whether nothing more will be kept: whoever searches may stop.</summary>
    public bool IsFull => _items.Count == SpecificationFault.CountMax;

    /// <summary>Keeps a fault.</summary>
    public void Add(string key, string problem, string remedy)
    {
        if (!IsFull) _items.Add(new SpecificationFault(key, problem, remedy));
    }

    /// <summary>A fault unless a count lies within a range; true when it does.</summary>
    public bool Require(string key, long value, long min, long max) =>
        Require(key, value, min, max, number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A fault unless an amount in thousandths lies within a range; true when it does.</summary>
    public bool RequireMilli(string key, long value, long min, long max) => Require(key, value, min, max, Whole);

    /// <summary>A fault unless memory in MiB, shown in GiB, lies within a range; true when it does.</summary>
    public bool RequireMiB(string key, long value, long min, long max) =>
        Require(key, value, min, max, Gibi);

    /// <summary>A fault unless a time in milliseconds lies within a range; true when it does.</summary>
    public bool RequireTime(string key, long value, long min, long max) => Require(key, value, min, max, Time);

    /// <summary>Thousandths as the number of wholes that they are.</summary>
    public static string Whole(long milli) => (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>MiB as the number of GiB that they are.</summary>
    public static string Gibi(long mib) => (mib / 1024m).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds in the largest unit that divides them: <c>90s</c>, <c>24h</c>.</summary>
    public static string Time(long milliseconds)
    {
        foreach (var (unit, length) in Units)
        {
            if (milliseconds != 0 && milliseconds % length == 0) return $"{milliseconds / length}{unit}";
        }

        return $"{Whole(milliseconds)}s";
    }

    private bool Require(string key, long value, long min, long max, Func<long, string> text)
    {
        if (value >= min && value <= max) return true;

        var range = $"{text(min)} to {text(max)}";
        Add(key, $"{text(value)} is not within {range}", "write a value within");
        return false;
    }
}
