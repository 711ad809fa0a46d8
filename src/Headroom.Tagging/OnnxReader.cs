using Headroom.Privacy.Names;
using Headroom.Tagging.Tokens;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Headroom.Tagging;

/// <summary>
/// Reads texts window by window: memory does not grow with the text. Of two windows that share tokens, each speaks for
/// the half that it sees more around of.
/// </summary>
internal sealed class OnnxReader : INameReader
{
    // A window takes milliseconds; a model that needs longer than this has lost its way.
    private static readonly TimeSpan WindowTimeMax = TimeSpan.FromSeconds(60);

    private readonly string _file;
    private readonly InferenceSession _session;
    private readonly TaggingPlan _plan;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly IWordTokens _words;
    private readonly List<TextToken> _tokens = [];
    private readonly long[] _numbers;
    private readonly int[] _labels;
    private readonly float[] _shares;
    private NameSpan _open;
    private int _openWords;
    private NameTag _wordTag;
    private bool _isEnded;

    public OnnxReader(string file, InferenceSession session, TaggingPlan plan, string output)
    {
        (_file, _session, _plan, _words) = (file, session, plan, plan.Tokens());
        (_inputs, _outputs) = ([.. session.InputMetadata.Keys], [output]);
        _numbers = new long[plan.Window];
        (_labels, _shares) = (new int[plan.Room], new float[plan.Room]);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> text, List<NameSpan> names)
    {
        _tokens.Clear();
        (_open, _openWords, _wordTag, _isEnded) = (default, 0, NameTag.None, false);
        var (at, isFirst) = (0, true);
        while (true)
        {
            while (_tokens.Count <= _plan.Room && at < text.Length) at = _words.Read(text, at, _tokens);
            var count = Math.Min(_tokens.Count, _plan.Room);
            var isLast = _tokens.Count <= _plan.Room;
            var from = isFirst ? 0 : _plan.Overlap / 2;
            if (count == 0 || count <= from && isLast) break;

            Label(count);
            var to = isLast ? count : count - (_plan.Overlap - _plan.Overlap / 2);
            for (var index = from; index < to; index++) Take(_tokens[index], _labels[index], _shares[index], names);
            if (isLast) break;

            _tokens.RemoveRange(0, count - _plan.Overlap);
            isFirst = false;
        }

        Close(names);
    }

    // The label of a word is that of its first token.
    private void Take(TextToken token, int label, float share, List<NameSpan> names)
    {
        if (!token.IsFirst)
        {
            if (_wordTag != NameTag.None) _open = _open with { End = token.End };
            return;
        }

        var (tag, isBegin, isEnd) = _plan.Labels[label];
        _wordTag = tag;
        if (tag == NameTag.None || tag != _open.Tag || isBegin || _isEnded) Close(names);
        if (tag == NameTag.None) return;

        _open = _open.Tag == tag
            ? _open with { End = token.End, Score = _open.Score + share }
            : new NameSpan(token.Start, token.End, tag, share);
        _openWords++;

        // What ends here takes no further word; further tokens of this one it does.
        _isEnded = isEnd;
    }

    private void Close(List<NameSpan> names)
    {
        if (_open.Tag != NameTag.None && _open.Score / _openWords is var mean && mean >= _plan.Threshold)
            names.Add(_open with { Score = Math.Min(mean, 1) });
        (_open, _openWords) = (default, 0);
    }

    private void Label(int count)
    {
        var length = 0;
        if (_plan.Begin is { } begin) _numbers[length++] = begin;
        var first = length;
        for (var index = 0; index < count; index++) _numbers[length++] = _tokens[index].Number;
        if (_plan.End is { } end) _numbers[length++] = end;

        var inputs = new List<OrtValue>(_inputs.Length);
        try
        {
            foreach (var name in _inputs) inputs.Add(Input(name, length));
            using var options = new RunOptions();
            using var clock = new CancellationTokenSource(WindowTimeMax);
            using var stop = clock.Token.Register(() => options.Terminate = true);
            using var outputs = _session.Run(options, _inputs, inputs, _outputs);
            Choose(outputs[0], first, count, length);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InvalidDataException(
                $"{_file}: the model failed over {length} tokens ({OnnxNames.OneLine(fault.Message)}); its window may be shorter, or it is another kind of model");
        }
        finally
        {
            foreach (var input in inputs) input.Dispose();
        }
    }

    private OrtValue Input(string name, int length)
    {
        var values = new long[length];
        if (name == "input_ids") _numbers.AsSpan(0, length).CopyTo(values);
        else if (name == "attention_mask") values.AsSpan().Fill(1);
        return _session.InputMetadata[name].ElementDataType == TensorElementType.Int64
            ? OrtValue.CreateTensorValueFromMemory(values, [1, length])
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), [1, length]);
    }

    // The likeliest label of each token, and its share of all of them (softmax).
    private void Choose(OrtValue output, int first, int count, int length)
    {
        var labels = _plan.Labels.Count;
        var shape = output.GetTensorTypeAndShape();
        if (shape.ElementDataType != TensorElementType.Float
            || !shape.Shape.AsSpan().SequenceEqual([1L, length, labels]))
        {
            throw new InvalidDataException($"{_file}: for {length} tokens and {labels} labels the model gives [{string.Join(", ", shape.Shape)}]; its description lists other labels, or it is another kind of model");
        }

        var logits = output.GetTensorDataAsSpan<float>();
        for (var index = 0; index < count; index++)
        {
            var row = logits.Slice((first + index) * labels, labels);
            var best = 0;
            for (var label = 1; label < labels; label++) best = row[label] > row[best] ? label : best;
            var sum = 0.0;
            foreach (var logit in row) sum += Math.Exp(logit - row[best]);
            (_labels[index], _shares[index]) = (best, double.IsFinite(sum) ? (float)(1 / sum) : 0);
        }
    }
}
