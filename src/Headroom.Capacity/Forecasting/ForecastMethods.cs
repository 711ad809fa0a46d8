using Headroom.Capacity.Forecasting.Methods;

namespace Headroom.Capacity.Forecasting;

/// <summary>The methods by their names.</summary>
public static class ForecastMethods
{
    /// <summary>Name of the choice per series.</summary>
    public const string Auto = "auto";

    // A week of hours, half hours or quarter hours.
    private const int DaysAWeek = 7;

    private static readonly int[] WithinDay = [24, 48, 96];

    // Weeks of a year, hours of a day and of a week, months, days of a week: what a series without a season may hide.
    private static readonly int[] Hidden = [7, 12, 24, 52, 168];

    private static readonly IForecastMethod Ses = new Deseasonalised("ses", new Smoothed("ses", Smoothed.Kind.Simple));
    private static readonly IForecastMethod Holt = new Deseasonalised("holt", new Smoothed("holt", Smoothed.Kind.Holt));

    private static readonly IForecastMethod Damped =
        new Deseasonalised("damped", new Smoothed("damped", Smoothed.Kind.Damped));

    private static readonly IForecastMethod Comb = new Comb("comb", Ses, Holt, Damped);
    private static readonly IForecastMethod Ets = new Ets();

    private static readonly IForecastMethod PublishedHolt =
        new Deseasonalised("holt", new PackageSmoothing("holt", isDamped: false));

    private static readonly IForecastMethod PublishedDamped =
        new Deseasonalised("damped", new PackageSmoothing("damped", isDamped: true));

    private static readonly IForecastMethod Theta = new Deseasonalised("theta", new Theta());

    /// <summary>Every method that can be asked for by name, simplest first; without <see cref="Auto"/>.</summary>
    public static IReadOnlyList<IForecastMethod> All { get; } =
    [
        new Naive(), new SeasonalNaive(), new Deseasonalised("naive2", new Naive()), Ses, Holt, Damped, Theta,
        Comb, Ets, new Profile("profile", DaysAWeek, isLogarithmic: false),
        new Growth(), new Logistic(),
    ];

    /// <summary>
    /// What is least wrong where a series is too short to measure which method is: the mean of damped smoothing, Theta,
    /// Comb and ETS. Such means were hardest to beat in the M4 competition (Petropoulos and Svetunkov, "A simple
    /// combination of univariate models", International Journal of Forecasting 36, 2020).
    /// </summary>
    internal static IForecastMethod Unmeasured { get; } = new Comb("mean", Damped, Theta, Comb, Ets);

    /// <summary>
    /// The benchmarks of the M4 competition that depend on how the organisers' program searches for weights, fitted as
    /// it does. Not better: the same, so that their published accuracy can be computed again.
    /// </summary>
    public static IReadOnlyList<IForecastMethod> Competition { get; } =
    [
        PublishedHolt, PublishedDamped, new Comb("comb", Ses, PublishedHolt, PublishedDamped),
    ];

    /// <summary>
    /// What the choice per series chooses from, simplest first: the methods above but for structural growth, and some
    /// with a longer season where the series may have one.
    /// </summary>
    public static IReadOnlyList<IForecastMethod> Candidates(ReadOnlySpan<double> history, int season)
    {
        var (ses, damped) = (new Remembered(Ses), new Remembered(Damped));
        var candidates = new List<IForecastMethod>
        {
            new Naive(), ses, damped, new Remembered(Theta), new Remembered(new Comb("comb", ses, Holt, damped)),
            new Remembered(new Ets()),
        };
        if (season > 1)
        {
            var weekly = WithinDay.Contains(season) ? DaysAWeek : 1;
            candidates.AddRange(
            [
                new SeasonalNaive(), new Deseasonalised("naive2", new Naive()), new Remembered(new Profile("profile", 1, false)),
                new Remembered(new Profile("log-profile", weekly, true)),
            ]);
            if (weekly > 1) candidates.Add(new Remembered(new Profile("week-profile", weekly, false)));
        }

        var length = LongSeason(history, season);
        if (length > 0)
        {
            candidates.AddRange(
            [
                new LongSeason("long-snaive", new SeasonalNaive(), length),
                new Remembered(new LongSeason("long-ses", Ses, length)),
                new Remembered(new LongSeason("long-damped", Damped, length)),
                new Remembered(new LongSeason("long-theta", Theta, length)),
            ]);
            if (season == 1)
                candidates.Add(new Remembered(new LongSeason("long-profile", new Profile("long", 1, true), length)));
        }

        return candidates;
    }

    // The week for seasons of a day; for a series said to have none, the period at which its changes recur the most.
    private static int LongSeason(ReadOnlySpan<double> history, int season)
    {
        if (WithinDay.Contains(season)) return history.Length > 2 * DaysAWeek * season ? DaysAWeek * season : 0;
        if (season > 1) return 0;

        var changes = new double[Math.Max(0, history.Length - 1)];
        for (var i = 0; i < changes.Length; i++) changes[i] = history[i + 1] - history[i];
        var (best, most) = (0, 0.0);
        foreach (var length in Hidden)
        {
            if (history.Length <= 2 * length) break;

            var correlation = Seasonality.Correlation(changes, length);
            if (correlation > most) (best, most) = (length, correlation);
        }

        return most > Seasonality.CriticalValue / Math.Sqrt(history.Length) ? best : 0;
    }
}
