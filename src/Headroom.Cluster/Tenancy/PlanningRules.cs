namespace Headroom.Cluster.Tenancy;

/// <summary>How far a cycle looks ahead and what it weighs.</summary>
public sealed record PlanningRules
{
    /// <summary>Most reservations that a policy may ask for.</summary>
    public const int ReservationsLimit = 1000;

    /// <summary>Highest price, in thousandths of the currency.</summary>
    public const long PriceMax = 1_000_000_000_000;

    /// <summary>
    /// How many waiting jobs hold a reservation at most, 0 to 1000; 0 for none. One, as in EASY backfill (Lifka 1995),
    /// is enough that no gang starves; each further one keeps nodes idle that others could use.
    /// </summary>
    public int ReservationsMax { get; init; } = 1;

    /// <summary>Runtime that is believed of a job without a limit, in milliseconds, at least 1.</summary>
    public long DefaultTimeLimitMilliseconds { get; init; } = 24 * 3_600_000L;

    /// <summary>
    /// What a minute of later completion of one accelerator is worth, in thousandths of the currency, at least 0.
    /// </summary>
    public long PricePerGpuMinuteOfDelay { get; init; } = 1_000;

    /// <summary>What a kilogram of carbon dioxide is worth, in thousandths of the currency, at least 0.</summary>
    public long PricePerKilogramCarbon { get; init; }
}
