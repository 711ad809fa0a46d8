using Headroom.Capacity.Accuracy;

namespace Headroom.Capacity.Forecasting;

/// <summary>The methods chosen for a series and the weight of each.</summary>
/// <param name="Methods">One to three, heaviest first.</param>
/// <param name="Weights">By method; together 1.</param>
internal sealed record Selection(IReadOnlyList<IForecastMethod> Methods, IReadOnlyList<double> Weights)
{
    private const int MethodsMax = 3;

    // Steep enough that a clearly better method leads, flat enough that equals share.
    private const double Steepness = 4;

    // A method this much worse than the best adds nothing but its name.
    private const double WeightLeast = 0.05;

    // A method has to beat the simplest by more than this many standard errors of the difference, as one in ten does by
    // chance: demand near a random walk makes many methods look a little better.
    private const double StandardErrors = 1.28;

    // What takes no part in the mean of its two errors: a series that some method tells exactly.
    private const double ErrorLeast = 1e-9;

    /// <summary>One method alone.</summary>
    public static Selection Of(IForecastMethod method) => new([method], [1]);

    /// <summary>
    /// The three of the least error over the rolling origins, weighted by the inverse of its fourth power. The error is
    /// the mean of absolute error and sMAPE, each over the least of all candidates; a tie goes to the simpler one.
    /// </summary>
    public static Selection Best(
        IReadOnlyList<IForecastMethod> candidates, RollingOrigins origins, ReadOnlySpan<double> history, int season)
    {
        var trials = new Trial[candidates.Count];
        for (var i = 0; i < trials.Length; i++) trials[i] = ErrorsOf(candidates[i], origins, history, season);

        var scores = Scores(trials);
        var order = Enumerable.Range(0, scores.Length)
            .OrderBy(i => scores[i]).ThenBy(i => i).Take(MethodsMax).ToArray();
        var weights = Array.ConvertAll(order, i => Math.Pow(scores[order[0]] / scores[i], Steepness));
        var kept = Enumerable.Range(0, order.Length).Where(i => weights[i] / weights.Sum() >= WeightLeast).ToArray();
        var total = kept.Sum(i => weights[i]);
        return new Selection(
            [.. kept.Select(i => candidates[order[i]])], [.. kept.Select(i => weights[i] / total)]);
    }

    /// <summary>The same with a share of the weight given to a method, heaviest first again.</summary>
    /// <param name="method">One of these or another.</param>
    /// <param name="share">Its part of the weight beside what it has, from 0 to 1.</param>
    public Selection Beside(IForecastMethod method, double share)
    {
        var others = Methods.Zip(Weights, (one, weight) => (Method: one, Weight: weight * (1 - share))).ToArray();
        var own = others.Where(one => one.Method.Name == method.Name).Sum(one => one.Weight);
        var all = others.Where(one => one.Method.Name != method.Name).Append((method, own + share))
            .OrderByDescending(one => one.Item2).ToArray();
        return new Selection([.. all.Select(one => one.Item1)], [.. all.Select(one => one.Item2)]);
    }

    /// <summary>The weighted mean of what the methods say, by origin and step.</summary>
    public double[][] Try(RollingOrigins origins, ReadOnlySpan<double> history, int season)
    {
        var sum = new double[origins.Origins.Count][];
        for (var i = 0; i < sum.Length; i++) sum[i] = new double[origins.Horizon];
        for (var m = 0; m < Methods.Count; m++)
        {
            var tries = origins.Try(Methods[m], history, season);
            for (var i = 0; i < sum.Length; i++) Add(tries[i], Weights[m], sum[i]);
        }

        return sum;
    }

    /// <summary>The weighted mean of what the methods, learnt from the whole history, say comes next.</summary>
    public double[] Continue(ReadOnlySpan<double> history, int season, int horizon)
    {
        var point = new double[horizon];
        var one = new double[horizon];
        for (var m = 0; m < Methods.Count; m++)
        {
            Methods[m].Fit(history, season).Forecast(history, one);
            Add(one, Weights[m], point);
        }

        return point;
    }

    private static void Add(double[] values, double weight, double[] sum)
    {
        for (var step = 0; step < sum.Length; step++) sum[step] += weight * values[step];
    }

    private static Trial ErrorsOf(
        IForecastMethod method, RollingOrigins origins, ReadOnlySpan<double> history, int season)
    {
        var tries = origins.Try(method, history, season);
        var absolute = new double[tries.Length];
        var relative = 0.0;
        for (var i = 0; i < tries.Length; i++)
        {
            var actual = history.Slice(origins.Origins[i], origins.Horizon);
            relative += Errors.Smape(actual, tries[i]) / tries.Length;
            for (var step = 0; step < actual.Length; step++)
                absolute[i] += Math.Abs(actual[step] - tries[i][step]) / actual.Length;
        }

        // What runs away to infinity has no relative error, and is no candidate.
        return new Trial(absolute, double.IsFinite(relative) ? relative : double.MaxValue);
    }

    private static double[] Scores(Trial[] trials)
    {
        var leastAbsolute = Math.Max(trials.Min(trial => trial.Mean), ErrorLeast);
        var leastRelative = Math.Max(trials.Min(trial => trial.Relative), ErrorLeast);
        return Array.ConvertAll(trials, trial => trial.Beats(trials[0])
            ? Math.Max(trial.Mean, ErrorLeast) / leastAbsolute / 2
                + Math.Max(trial.Relative, ErrorLeast) / leastRelative / 2
            : double.MaxValue);
    }

    /// <summary>How a method did over the rolling origins.</summary>
    /// <param name="Absolute">Mean absolute error by origin.</param>
    /// <param name="Relative">sMAPE over all.</param>
    private sealed record Trial(double[] Absolute, double Relative)
    {
        public double Mean { get; } = double.IsFinite(Absolute.Average()) ? Absolute.Average() : double.MaxValue;

        /// <summary>Whether it is the simplest, or better by more than chance would have it.</summary>
        public bool Beats(Trial simplest)
        {
            if (ReferenceEquals(this, simplest)) return true;
            if (!(Mean < simplest.Mean)) return false;

            var count = Absolute.Length;
            var mean = simplest.Mean - Mean;
            var squares = 0.0;
            for (var i = 0; i < count; i++)
            {
                var difference = simplest.Absolute[i] - Absolute[i] - mean;
                squares += difference * difference;
            }

            return count < 2 || mean > StandardErrors * Math.Sqrt(squares / (count - 1) / count);
        }
    }
}
