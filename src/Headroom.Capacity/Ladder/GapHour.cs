namespace Headroom.Capacity.Ladder;

/// <summary>Mean accelerators over one hour or several hours alike, or accelerator-hours over a history.</summary>
/// <param name="Running">Held by running jobs.</param>
/// <param name="Pending">Asked for by jobs that wait.</param>
/// <param name="Refused">Would have been held by jobs that left without ever starting.</param>
public readonly record struct GapHour(double Running, double Pending, double Refused = 0)
{
    /// <summary>All that is asked for: a full pool hides demand, so what waits and what gave up counts.</summary>
    public double Demand => Running + Pending + Refused;

    /// <summary>Both together.</summary>
    public static GapHour operator +(GapHour one, GapHour other) =>
        new(one.Running + other.Running, one.Pending + other.Pending, one.Refused + other.Refused);

    /// <summary>Divided among so many, which is not 0.</summary>
    public static GapHour operator /(GapHour all, double count) =>
        new(all.Running / count, all.Pending / count, all.Refused / count);
}
