using Headroom.Formats;
using Headroom.Formats.Tensors;

namespace Headroom.Cli.Demo;

/// <summary>
/// A model small enough to train in a blink: logistic regression over pairs of neighbouring letters, which fall into
/// so many bins, trained by stochastic gradient descent in the order of the records.
/// </summary>
internal sealed class DemoModel
{
    private const int Bins = 255;

    private static readonly TensorShape[] Layout = [new("bias", [1]), new("weights", [Bins])];

    private readonly float[] _values;

    private DemoModel(float[] values) => _values = values;

    /// <summary>One that knows nothing.</summary>
    public static DemoModel Empty() => new(new float[1 + Bins]);

    public static DemoModel Read(string path) => new([.. TensorFile.Read(path, 1 + Bins).Values]);

    public void Write(string path)
    {
        using var file = new WholeOutput(path);
        TensorFile.Write(file.Stream, new TensorSet(Layout, _values));
        file.Commit();
    }

    public DemoModel Copy() => new([.. _values]);

    public void Train(IReadOnlyList<DemoRecord> records, int passes, double rate)
    {
        for (var pass = 0; pass < passes; pass++)
        {
            foreach (var record in records)
            {
                var step = (float)(rate * ((record.Later ? 1 : 0) - Chance(record.Text)));
                var pairs = Pairs(record.Text);
                foreach (var bin in pairs) _values[1 + bin] += step / pairs.Length;
                _values[0] += step / pairs.Length;
            }
        }
    }

    /// <summary>Share of records of which it tells rightly what came.</summary>
    public double Accuracy(IReadOnlyList<DemoRecord> records) =>
        records.Count(record => Chance(record.Text) >= 0.5 == record.Later) / (double)records.Count;

    private double Chance(string text)
    {
        var sum = (double)_values[0];
        foreach (var bin in Pairs(text)) sum += _values[1 + bin];
        return 1 / (1 + Math.Exp(-sum));
    }

    private static int[] Pairs(string text)
    {
        var bins = new int[Math.Max(1, text.Length - 1)];
        for (var at = 0; at + 1 < text.Length; at++) bins[at] = (text[at] * 31 + text[at + 1]) % Bins;
        return bins;
    }
}
