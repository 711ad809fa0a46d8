namespace Headroom.Cluster.Fleets;

/// <summary>A region with what computing costs there.</summary>
/// <param name="Name">Unique in its fleet.</param>
/// <param name="PricePerGpuHour">Price of one accelerator for one hour, in thousandths of the site's currency.</param>
/// <param name="CarbonPerGpuHour">Grams of carbon dioxide of one accelerator for one hour.</param>
public sealed record Region(string Name, HourlyCurve PricePerGpuHour, HourlyCurve CarbonPerGpuHour)
{
    /// <summary>Most regions of one fleet.</summary>
    public const int CountMax = 256;

    /// <summary>A region in which nothing has a price.</summary>
    public static Region Free(string name) => new(name, HourlyCurve.Zero, HourlyCurve.Zero);
}

/// <summary>The way from one region to another.</summary>
/// <param name="From">Region that sends.</param>
/// <param name="To">Region that receives.</param>
/// <param name="MiBPerSecond">Bandwidth, at least 1.</param>
/// <param name="PricePerGiB">Price of what is sent, in thousandths of the site's currency, at least 0.</param>
public sealed record RegionLink(string From, string To, long MiBPerSecond, long PricePerGiB)
{
    /// <summary>Highest bandwidth and highest price.</summary>
    public const long ValueMax = 1_000_000_000;
}

/// <summary>Data that jobs read.</summary>
/// <param name="Name">Unique in its fleet.</param>
/// <param name="SizeMiB">Size, at least 0.</param>
/// <param name="Regions">Regions that hold a copy.</param>
public sealed record DataSet(string Name, long SizeMiB, ValueList<string> Regions)
{
    /// <summary>Largest size: 1 EiB.</summary>
    public const long SizeMiBMax = 1L << 40;

    /// <summary>Most data sets of one fleet.</summary>
    public const int CountMax = 100_000;
}
