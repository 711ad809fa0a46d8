using System.Globalization;

namespace Headroom.Curation.Quality;

/// <summary>
/// Weights of what tells good texts from bad ones, in Chinese and in other languages: a logistic regression that people
/// can read. Safe to use from several threads.
/// </summary>
public sealed class QualityModel
{
    private const string Bias = "bias";
    private static readonly Lazy<QualityModel> Included =
        new(() => Parse("quality.model", SampleText.Lines("quality.model")));

    private readonly float[][] _weights;

    internal QualityModel(float[] english, float[] chinese) => _weights = [english, chinese];

    /// <summary>The model that comes with the program.</summary>
    public static QualityModel Shipped => Included.Value;

    /// <summary>Weights of a model, one for each feature and the bias last.</summary>
    internal static int Length => QualityFeatures.Names.Count + 1;

    /// <summary>Reads a model that <see cref="Text"/> was written of.</summary>
    /// <exception cref="CurationException">It is none.</exception>
    public static QualityModel Read(string path)
    {
        try
        {
            return Parse(path, [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#')]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(path, 0, $"it cannot be read ({fault.Message.TrimEnd('.')})", "check the path");
        }
    }

    /// <summary>The model as a file: for each feature its weight in texts of words, and in Chinese ones.</summary>
    public string Text() => "# Weights of features: their name, the weight in English and the one in Chinese.\n"
        + string.Concat(NamesOfWeights().Select((name, index) => string.Create(
            CultureInfo.InvariantCulture, $"{name}\t{_weights[0][index]:0.000}\t{_weights[1][index]:0.000}\n")));

    /// <summary>How surely features are those of a good text, from 0 to 1.</summary>
    internal double Score(ReadOnlySpan<float> features, bool isChinese)
    {
        var weights = _weights[isChinese ? 1 : 0];
        double sum = weights[^1];
        for (var feature = 0; feature < features.Length; feature++) sum += weights[feature] * features[feature];
        return 1 / (1 + Math.Exp(-sum));
    }

    private static IEnumerable<string> NamesOfWeights() => QualityFeatures.Names.Append(Bias);

    private static QualityModel Parse(string file, IReadOnlyList<string> lines)
    {
        float[][] weights = [new float[Length], new float[Length]];
        var expected = NamesOfWeights().ToArray();
        for (var index = 0; index < expected.Length; index++)
        {
            var parts = index < lines.Count ? lines[index].Split('\t') : [];
            if (parts.Length != 3 || parts[0] != expected[index] || !TryRead(parts, weights, index))
            {
                throw new CurationException(file, index + 1, $"two weights of '{expected[index]}' are missing",
                    "make a model with 'headroom curate train-quality'");
            }
        }

        return new QualityModel(weights[0], weights[1]);
    }

    private static bool TryRead(string[] parts, float[][] weights, int index) =>
        TryRead(parts[1], out weights[0][index]) && TryRead(parts[2], out weights[1][index]);

    private static bool TryRead(string text, out float weight) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && float.IsFinite(weight);
}
