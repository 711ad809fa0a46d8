namespace Headroom.Simulation.Queueing;

/// <summary>
/// When two computed times count as one: relative distance of at most 1e-9, as Python's <c>math.isclose</c> has it.
/// </summary>
internal static class CloseTimes
{
    private const double Tolerance = 1e-9;

    public static bool AreClose(double left, double right) =>
        left == right || Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));

    /// <summary>A time later than any that is close to <paramref name="time"/>, with room for rounding.</summary>
    public static double Beyond(double time) => time + (2 * Tolerance * Math.Abs(time));
}
