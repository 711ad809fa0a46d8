namespace Headroom.Capacity.Ladder;

/// <summary>What a quoted figure of compute stands for.</summary>
public enum GapUnit
{
    /// <summary>What the chips could do: demand is met by so much nameplate at today's use.</summary>
    Nameplate,

    /// <summary>Work that is done: supply delivers only the used part of its nameplate.</summary>
    Useful,
}

/// <summary>
/// A shortfall that was quoted as one figure of demand and one of supply, read in one of the two units. The same
/// figures give two answers, so the unit has to be asked for.
/// </summary>
/// <param name="Unit">What the figure of demand stands for.</param>
/// <param name="Demanded">Demand, in any unit of compute.</param>
/// <param name="Supplied">Nameplate supply in the same unit.</param>
/// <param name="Use">Share of the nameplate that is used, above 0 and at most 1.</param>
public sealed record GapReading(GapUnit Unit, double Demanded, double Supplied, double Use)
{
    /// <summary>What supply counts for in the unit of demand.</summary>
    public double Delivered => Unit == GapUnit.Nameplate ? Supplied : Supplied * Use;

    /// <summary>Demand that supply does not meet, at least 0.</summary>
    public double Shortfall => Math.Max(0, Demanded - Delivered);

    /// <summary>A reading with a checked share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0 and at most 1.</exception>
    public static GapReading Of(GapUnit unit, double demanded, double supplied, double use)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(use);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(use, 1);
        return new GapReading(unit, demanded, supplied, use);
    }

    /// <summary>What better use adds, in the unit of demand: at least 0.</summary>
    public double GainedAt(double use) => Math.Max(
        0, Unit == GapUnit.Nameplate ? Supplied * (use / Use - 1) : Supplied * (use - Use));
}
