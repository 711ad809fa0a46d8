using System.Text;

namespace Headroom.Curation.Quality;

/// <summary>
/// Learns what good and bad pages look like: logistic regression with steps by Adagrad (Duchi, Hazan and Singer 2011)
/// and small weights (L2), on pages that are made up and on texts that people gave. The same seed gives the same model.
/// </summary>
public static class QualityTraining
{
    private const double Rate = 0.1;
    private const double Shrink = 2e-4;

    // Pages on the web are less pure than any made-up one: some say the opposite of what they are.
    private const int WrongPercent = 4;

    /// <summary>Learns a model.</summary>
    /// <param name="english">Good texts in English; none for made-up pages alone.</param>
    /// <param name="chinese">Good texts in Chinese; likewise.</param>
    /// <param name="pages">Pages of each language to learn from, from 1.</param>
    /// <param name="seed">What makes a training repeatable.</param>
    /// <param name="progress">Told the pages done, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    public static QualityModel Train(
        IReadOnlyList<string> english, IReadOnlyList<string> chinese, int pages, ulong seed, Action<int> progress,
        CancellationToken interrupted)
    {
        var first = Learn(new QualitySamples(seed, isChinese: false, english), false, pages, progress, interrupted);
        var second = Learn(new QualitySamples(seed, isChinese: true, chinese), true, pages,
            done => progress(pages + done), interrupted);
        return new QualityModel(first, second);
    }

    private static float[] Learn(
        QualitySamples samples, bool isChinese, int pages, Action<int> progress, CancellationToken interrupted)
    {
        var features = new QualityFeatures();
        var weights = new double[QualityModel.Length];
        var squares = new double[weights.Length];
        var sums = new double[weights.Length];
        var draws = new Draws(1);
        for (var page = 0; page < pages; page++)
        {
            interrupted.ThrowIfCancellationRequested();
            var (text, isGood) = samples.Next();
            var values = features.Of(Encoding.UTF8.GetBytes(text), isChinese);
            var sum = weights[^1];
            for (var feature = 0; feature < values.Length; feature++) sum += weights[feature] * values[feature];
            var slope = 1 / (1 + Math.Exp(-sum)) - (isGood != draws.In(WrongPercent) ? 1 : 0);
            for (var weight = 0; weight < weights.Length; weight++)
            {
                var value = weight < values.Length ? values[weight] : 1;
                var step = slope * value + Shrink * weights[weight];
                squares[weight] += step * step;
                weights[weight] -= Rate * step / (Math.Sqrt(squares[weight]) + 1e-4);
                if (weight < values.Length && QualityFeatures.Signs[weight] * weights[weight] < 0) weights[weight] = 0;
                if (page >= pages / 2) sums[weight] += weights[weight];
            }

            if (page % 256 == 0) progress(page);
        }

        // The mean of the second half: it does not depend on the pages that came last.
        return [.. sums.Select(sum => (float)(sum / (pages - pages / 2)))];
    }
}
