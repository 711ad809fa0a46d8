using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Headroom.Curation.Languages;

/// <summary>
/// Learns a model from texts: softmax regression over the mean weight of a text's runs of letters, with steps by
/// Adagrad (Duchi, Hazan and Singer 2011), on pieces of random lengths, as many of each language.
/// </summary>
public static class LanguageTraining
{
    private const int Lanes = LanguageModel.LanguagesMax;
    private const int PieceMin = 15;
    private const int PieceMax = 220;
    private const float Rate = 1.0f;

    /// <summary>Learns from the lines of files.</summary>
    /// <param name="files">Paths by code of the language; 2 to 32 languages.</param>
    /// <param name="piecesEach">Pieces of text that are looked at for each language.</param>
    /// <param name="seed">What makes a training repeatable.</param>
    /// <param name="progress">Told the pieces done, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    /// <exception cref="CurationException">A file has no lines.</exception>
    public static LanguageModel Train(
        IReadOnlyDictionary<string, string> files, int piecesEach, ulong seed, Action<int> progress,
        CancellationToken interrupted)
    {
        string[] languages = [.. files.Keys.Order(StringComparer.Ordinal)];
        var texts = languages.Select(language => Read(files[language])).ToArray();
        var learned = new Learned();
        var draws = new Draws(seed);
        for (var piece = 0; piece < piecesEach; piece++)
        {
            interrupted.ThrowIfCancellationRequested();
            for (var language = 0; language < languages.Length; language++)
            {
                var lines = texts[language];
                var line = draws.Of(lines);
                learned.Learn(Piece(line, draws), language, languages.Length);
            }

            progress((piece + 1) * languages.Length);
        }

        return learned.Rounded(languages);
    }

    private static byte[][] Read(string path)
    {
        byte[][] lines = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Encoding.UTF8.GetBytes)];
        return lines.Length > 0
            ? lines
            : throw new CurationException(path, 0, "it has no lines", "give every language some thousands of them");
    }

    private static ReadOnlySpan<byte> Piece(byte[] line, Draws draws)
    {
        var length = PieceMin + draws.Next(PieceMax - PieceMin);
        if (line.Length <= length) return line;

        var start = draws.Next(line.Length - length);
        var end = start + length;
        while ((line[start] & 0xC0) == 0x80) start++;
        while (end < line.Length && (line[end] & 0xC0) == 0x80) end++;
        return line.AsSpan(start, end - start);
    }

    private sealed class Learned
    {
        private readonly LanguageGrams _grams = new();
        private readonly float[] _weights = new float[LanguageGrams.Rows * Lanes];
        private readonly float[] _squares = new float[LanguageGrams.Rows * Lanes];
        private readonly float[] _scores = new float[Lanes];
        private readonly List<ushort> _rows = [];

        public void Learn(ReadOnlySpan<byte> text, int language, int languages)
        {
            _grams.Begin();
            _rows.Clear();
            for (var index = 0; index < text.Length;) _rows.AddRange(_grams.Next(text, ref index));
            if (_rows.Count == 0) return;

            Score(languages);
            _scores[language] -= 1;
            var share = 1.0f / _rows.Count;
            foreach (var row in CollectionsMarshal.AsSpan(_rows))
            {
                var weights = Vectors(_weights, row);
                var squares = Vectors(_squares, row);
                var slopes = MemoryMarshal.Cast<float, Vector<float>>(_scores.AsSpan());
                for (var lane = 0; lane < slopes.Length; lane++)
                {
                    var slope = slopes[lane] * share;
                    squares[lane] += slope * slope;
                    weights[lane] -= slope * Rate / (Vector.SquareRoot(squares[lane]) + new Vector<float>(1e-4f));
                }
            }
        }

        // Leaves the probability of each language in the scores.
        private void Score(int languages)
        {
            Array.Clear(_scores);
            var sums = MemoryMarshal.Cast<float, Vector<float>>(_scores.AsSpan());
            foreach (var row in CollectionsMarshal.AsSpan(_rows))
            {
                var weights = Vectors(_weights, row);
                for (var lane = 0; lane < sums.Length; lane++) sums[lane] += weights[lane];
            }

            var most = _scores[..languages].Max();
            var all = 0.0f;
            for (var language = 0; language < Lanes; language++)
            {
                _scores[language] = language < languages ? MathF.Exp((_scores[language] - most) / _rows.Count) : 0;
                all += _scores[language];
            }

            for (var language = 0; language < Lanes; language++) _scores[language] /= all;
        }

        // One weight in a thousand is beyond the last step.
        public LanguageModel Rounded(string[] languages)
        {
            var sizes = _weights.Where(weight => weight != 0).Select(Math.Abs).Order().ToArray();
            var step = sizes.Length == 0 ? 1 : sizes[(int)(sizes.Length * 0.999)] / LanguageModel.StepsMax;
            return new LanguageModel(languages, step,
            [
                .. _weights.Select(weight => (sbyte)Math.Clamp(
                    MathF.Round(weight / step), -LanguageModel.StepsMax, LanguageModel.StepsMax)),
            ]);
        }

        private static Span<Vector<float>> Vectors(float[] values, int row) =>
            MemoryMarshal.Cast<float, Vector<float>>(values.AsSpan(row * Lanes, Lanes));
    }
}
