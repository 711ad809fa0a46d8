namespace Headroom.Sizing.Advice;

/// <summary>Chips that work on a model.</summary>
/// <param name="Teraflops">Dense peak of one chip, in 10^12 floating-point operations a second.</param>
/// <param name="MemoryGb">Memory of one chip, in 10^9 bytes.</param>
/// <param name="PowerWatts">Power of one chip under load, in watts.</param>
public sealed record Hardware(double Teraflops, double MemoryGb, double PowerWatts)
{
    /// <summary>
    /// Share of the peak that trainings reach: low, usual and high. Of 33 published trainings the middle one reached
    /// 0.34, the tenth part 0.19 and nine tenths 0.52 (Epoch AI, notable models, 2026).
    /// </summary>
    public static IReadOnlyList<double> Utilisation { get; } = [0.2, 0.35, 0.5];

    private const double UsableMemory = 0.8;

    private const double Tera = 1e12;
    private const double Giga = 1e9;
    private const double SecondsAnHour = 3600;

    /// <summary>Bytes of a chip for what a training keeps; the rest is for buffers and fragments.</summary>
    public double UsableBytes => MemoryGb * Giga * UsableMemory;

    /// <summary>Chip-hours of so many operations at a share of the peak.</summary>
    public double Hours(double operations, double utilisation) =>
        operations / (Teraflops * Tera * utilisation) / SecondsAnHour;

    /// <summary>Kilowatt-hours of so many chip-hours, cooling and losses included by the PUE.</summary>
    public double KilowattHours(double hours, double pue) => hours * PowerWatts / 1000 * pue;

    /// <summary>Least chips whose memory holds so many bytes that are divided among them.</summary>
    public double ChipsFor(double bytes) => Math.Max(1, Math.Ceiling(bytes / UsableBytes));
}
