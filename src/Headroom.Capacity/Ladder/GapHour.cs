namespace Headroom.Capacity.Ladder;

/// <summary>Mean accelerators over one hour, or over several hours alike.</summary>
/// <param name="Running">Held by running jobs.</param>
/// <param name="Pending">Asked for by jobs that wait.</param>
public readonly record struct GapHour(double Running, double Pending)
{
    /// <summary>All that is asked for: a full pool hides demand, so what waits counts.</summary>
    public double Demand => Running + Pending;
}
