namespace Headroom.Simulation.Packing;

/// <summary>Rounding as the published tables were printed.</summary>
internal static class Decimals
{
    /// <summary><paramref name="value"/> to two decimals, half to even.</summary>
    public static double Two(double value) => Math.Round(value * 100, MidpointRounding.ToEven) / 100;
}
