using Headroom.Privacy.Names;

namespace Headroom.Privacy.NameTraining;

/// <summary>What a training is given.</summary>
/// <param name="Seed">Which texts are made up.</param>
/// <param name="Texts">Texts of a round, above 0.</param>
/// <param name="Rounds">Rounds over fresh texts, above 0.</param>
public sealed record TrainingPlan(ulong Seed = 1, int Texts = 100_000, int Rounds = 6);

/// <summary>
/// Trains a model as an averaged structured perceptron (Collins 2002): where the best row of tags is not the true one,
/// the true one's features gain a step and the other's lose one; the mean of all weights on the way is what stays.
/// The same plan gives the same model.
/// </summary>
public sealed class PerceptronTraining
{
    private const int Tags = NameModel.Tags;
    private const int Never = -1_000_000;

    private readonly int[] _weights = new int[Tags << NameModel.SlotBits];
    private readonly long[] _sums = new long[Tags << NameModel.SlotBits];
    private readonly int[] _transitions = new int[Tags * Tags];
    private readonly long[] _transitionSums = new long[Tags * Tags];
    private readonly NameTokens _tokens = new(NameLexicon.OfTraining);
    private readonly ushort[] _slots = new ushort[NameTokens.CountMax * NameFeatures.Count];
    private readonly int[] _scores = new int[NameTokens.CountMax * Tags];
    private readonly byte[] _origins = new byte[NameTokens.CountMax * Tags];
    private readonly NameTag[] _true = new NameTag[NameTokens.CountMax];
    private readonly NameTag[] _best = new NameTag[NameTokens.CountMax];
    private long _step = 1;

    /// <summary>Makes texts up, learns from them, and answers what was learnt.</summary>
    /// <param name="plan">How much.</param>
    /// <param name="onRound">Told the round, from 1, and how many of its sentences were tagged wrongly.</param>
    /// <param name="interrupted">Ends it between two texts.</param>
    public NameModel Train(TrainingPlan plan, Action<int, double>? onRound, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var sentences = new NameSentences(plan.Seed);
        for (var round = 1; round <= plan.Rounds; round++)
        {
            var (count, wrong) = (0, 0);
            for (var text = 0; text < plan.Texts; text++)
            {
                interrupted.ThrowIfCancellationRequested();
                Learn(text % 4 == 0 ? sentences.Next(2) : sentences.Next(), ref count, ref wrong);
            }

            onRound?.Invoke(round, (double)wrong / count);
        }

        return Averaged();
    }

    private void Learn(MarkedText text, ref int count, ref int wrong)
    {
        for (var at = 0; at < text.Text.Length;)
        {
            at = _tokens.Read(text.Text, at);
            if (_tokens.Count == 0) continue;

            text.Tag(_tokens, _true.AsSpan(0, _tokens.Count));
            for (var index = 0; index < _tokens.Count; index++)
            {
                NameFeatures.Of(
                    _tokens, index, text.Field, _slots.AsSpan(index * NameFeatures.Count, NameFeatures.Count));
            }

            Decode();
            count++;
            wrong += Update() ? 1 : 0;
            _step++;
        }
    }

    private void Decode()
    {
        for (var index = 0; index < _tokens.Count; index++)
        {
            for (var tag = 0; tag < Tags; tag++)
            {
                var (best, origin) = (int.MinValue, 0);
                for (var before = 0; before < Tags; before++)
                {
                    if (index == 0 && before > 0) break;
                    if (!NameDecoder.MayFollow((NameTag)before, (NameTag)tag)) continue;

                    var reached = index == 0 ? 0 : _scores[(index - 1) * Tags + before];
                    var score = reached + _transitions[before * Tags + tag];
                    if (score > best) (best, origin) = (score, before);
                }

                _origins[index * Tags + tag] = (byte)origin;
                _scores[index * Tags + tag] = Math.Max(best, Never) + Emission(index, tag);
            }
        }

        var last = _scores.AsSpan((_tokens.Count - 1) * Tags, Tags);
        var way = last.IndexOf(Largest(last));
        for (var index = _tokens.Count - 1; index >= 0; index--)
        {
            _best[index] = (NameTag)way;
            way = _origins[index * Tags + way];
        }
    }

    private int Emission(int index, int tag)
    {
        var sum = 0;
        foreach (var slot in Slots(index)) sum += _weights[slot * Tags + tag];
        return sum;
    }

    private bool Update()
    {
        var isWrong = false;
        var (trueBefore, bestBefore) = (NameTag.None, NameTag.None);
        for (var index = 0; index < _tokens.Count; index++)
        {
            var (right, best) = (_true[index], _best[index]);
            if (right != best)
            {
                isWrong = true;
                foreach (var slot in Slots(index))
                {
                    Add(_weights, _sums, slot * Tags + (int)right, 1);
                    Add(_weights, _sums, slot * Tags + (int)best, -1);
                }
            }

            if (right != best || trueBefore != bestBefore)
            {
                Add(_transitions, _transitionSums, (int)trueBefore * Tags + (int)right, 1);
                Add(_transitions, _transitionSums, (int)bestBefore * Tags + (int)best, -1);
            }

            (trueBefore, bestBefore) = (right, best);
        }

        return isWrong;
    }

    // The sum holds what the weight misses of its mean: with the step at which it changed (Daumé 2006, figure 2.3).
    private void Add(int[] weights, long[] sums, int at, int change)
    {
        weights[at] += change;
        sums[at] += change * _step;
    }

    private NameModel Averaged()
    {
        var means = Means(_weights, _sums);
        var transitions = Means(_transitions, _transitionSums);

        // All but the few largest weights fit into a byte, in steps as fine as that allows.
        var sizes = means.Select(Math.Abs).Order().ToArray();
        var scale = sbyte.MaxValue / Math.Max(sizes[(int)(sizes.Length * 0.9995)], 1e-9);
        return new NameModel(
            [.. means.Select(mean => (sbyte)Math.Clamp(Math.Round(mean * scale), -sbyte.MaxValue, sbyte.MaxValue))],
            [.. transitions.Select(mean => (short)Math.Clamp(Math.Round(mean * scale), -2_000, 2_000))]);
    }

    private double[] Means(int[] weights, long[] sums) =>
        [.. weights.Zip(sums, (weight, sum) => weight - (double)sum / _step)];

    private ReadOnlySpan<ushort> Slots(int index) =>
        _slots.AsSpan(index * NameFeatures.Count, NameFeatures.Count);

    private static int Largest(ReadOnlySpan<int> values)
    {
        var largest = int.MinValue;
        foreach (var value in values) largest = Math.Max(largest, value);
        return largest;
    }
}
