using System.Runtime.InteropServices;

namespace Headroom.Simulation.Packing;

/// <summary>
/// Gathers a row for each arrival into the published curve: the mean of all rows whose arrived demand
/// rounds to the same percent.
/// </summary>
/// <param name="gpuMilli">Thousandths of an accelerator in the whole fleet, above 0.</param>
/// <param name="lastPercent">Last point of the curve.</param>
internal sealed class CurveRecorder(long gpuMilli, int lastPercent)
{
    private readonly Rows[] _rows = [.. Enumerable.Range(0, lastPercent + 2).Select(_ => new Rows())];

    /// <summary>Adds the row of one arrival.</summary>
    /// <param name="arrivedMilli">Demand arrived so far.</param>
    /// <param name="allocatedMilli">Allocated now.</param>
    /// <param name="fragmentedMilli">Idle and fragmented now.</param>
    public void Add(long arrivedMilli, long allocatedMilli, double fragmentedMilli)
    {
        var percent = (int)Math.Round(PercentOf(arrivedMilli), MidpointRounding.ToEven);
        if (percent >= _rows.Length) return;

        var idle = gpuMilli - allocatedMilli;
        _rows[percent].Add(
            Decimals.Two(PercentOf(allocatedMilli)),
            Decimals.Two(fragmentedMilli),
            idle == 0 ? 0 : Decimals.Two(100 * fragmentedMilli / idle));
    }

    /// <summary>The curve of all rows so far.</summary>
    public IReadOnlyList<PackingCurvePoint> Curve() => [.. Enumerable.Range(0, lastPercent + 1).Select(Point)];

    private PackingCurvePoint Point(int percent)
    {
        // Where no arrival fell on a percent the published tables take the rows of both neighbours.
        var rows = _rows[percent];
        if (rows.Count == 0) rows = Rows.Of(percent > 0 ? _rows[percent - 1] : rows, _rows[percent + 1]);
        if (rows.Count == 0) return new PackingCurvePoint(percent, null, null, null);

        return new PackingCurvePoint(
            percent,
            Decimals.Two(Mean(rows.Allocated)),
            Decimals.Two(Mean(rows.Fragmented) * 100 / gpuMilli),
            Mean(rows.FragmentationRatio));
    }

    private double PercentOf(long milli) => milli * 100.0 / gpuMilli;

    private static double Mean(List<double> numbers) =>
        PairwiseSum.Of(CollectionsMarshal.AsSpan(numbers)) / numbers.Count;

    private sealed class Rows
    {
        public List<double> Allocated { get; } = [];

        public List<double> Fragmented { get; } = [];

        public List<double> FragmentationRatio { get; } = [];

        public int Count => Allocated.Count;

        public static Rows Of(Rows first, Rows second)
        {
            var both = new Rows();
            foreach (var part in (ReadOnlySpan<Rows>)[first, second])
            {
                both.Allocated.AddRange(part.Allocated);
                both.Fragmented.AddRange(part.Fragmented);
                both.FragmentationRatio.AddRange(part.FragmentationRatio);
            }

            return both;
        }

        public void Add(double allocated, double fragmented, double fragmentationRatio)
        {
            Allocated.Add(allocated);
            Fragmented.Add(fragmented);
            FragmentationRatio.Add(fragmentationRatio);
        }
    }
}
