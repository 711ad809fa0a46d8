using Headroom.Cluster.Fleets;

namespace Headroom.Simulation.Sharing;

/// <summary>Sums over what ran in one region.</summary>
internal sealed class RegionTally(Region region)
{
    /// <summary>The region.</summary>
    public Region Region => region;

    /// <summary>Thousandths times milliseconds held.</summary>
    public Int128 Held { get; private set; }

    /// <summary>Price of it, in thousandths of the currency.</summary>
    public double Price { get; private set; }

    /// <summary>Carbon dioxide of it, in grams.</summary>
    public double Grams { get; private set; }

    /// <summary>Data sent there.</summary>
    public DataTransfer Received { get; private set; }

    /// <summary>Accelerators were held there for some time, in milliseconds.</summary>
    public void Hold(long milli, long from, long to)
    {
        Held += (Int128)milli * (to - from);
        var hours = (double)milli * (to - from) / GpuHours.MilliMilliseconds;
        Price += hours * region.PricePerGpuHour.Mean(from, to - from);
        Grams += hours * region.CarbonPerGpuHour.Mean(from, to - from);
    }

    /// <summary>Data was sent there.</summary>
    public void Receive(DataTransfer transfer) => Received += transfer;
}
