using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Rules;
using Headroom.Privacy.Tokens;

namespace Headroom.Privacy.Masking;

/// <summary>
/// Masks the records of one block after another. One for each thread; what it made is read before the next block.
/// </summary>
internal sealed class BlockMask : IFieldSink, IDisposable
{
    private readonly MaskPolicy _policy;
    private readonly Detector _detector;
    private readonly TokenText? _tokens;
    private readonly ValueMask _values;
    private readonly ShownNames _shown;
    private readonly IRecordFormat _format;
    private readonly bool _writes;
    private readonly bool _collects;
    private readonly bool _places;
    private readonly string _file;
    private readonly List<Finding> _findings = [];
    private readonly JsonUnescape _unescape = new();
    private readonly ArrayBufferWriter<byte> _replacement = new();
    private readonly Dictionary<Rule, RuleCount> _counts = new(ReferenceEqualityComparer.Instance);
    private int _copied;

    public BlockMask(MaskRun run, string file, IRecordFormat format)
    {
        (_policy, _file, _format) = (run.Policy, file, format);
        (_writes, _collects, _places) = (run.Writes, run.Collects, run.OnPlaced is not null);
        _detector = new Detector(run.Policy.Detection);
        _tokens = run.RestoresTokens ? new TokenText() : null;
        _values = new ValueMask(run.Key, run.RunKey, run.Tokens);
        _shown = new ShownNames(run.Policy, _detector, _values);
    }

    /// <summary>The masked block.</summary>
    public ArrayBufferWriter<byte> Output { get; } = new();

    /// <summary>What was found, its records counted from the block's first.</summary>
    public List<FieldFinding> Found { get; } = [];

    /// <summary>
    /// Where values stand that look like what they replace, their records counted from the block's first.
    /// </summary>
    public List<Placement> Placed { get; } = [];

    /// <summary>Records of the last block.</summary>
    public int Records { get; private set; }

    /// <summary>Findings of the last block by entity.</summary>
    public IEnumerable<KeyValuePair<string, long>> Counts =>
        _counts.Where(pair => pair.Value.Count > 0)
            .Select(pair => KeyValuePair.Create(pair.Key.Entity, pair.Value.Count));

    public void Mask(ReadOnlySpan<byte> block)
    {
        Output.ResetWrittenCount();
        Found.Clear();
        Placed.Clear();
        foreach (var count in _counts.Values) count.Count = 0;
        _copied = 0;
        if (!Utf8.IsValid(block)) throw new BlockException(FirstInvalid(block), "these bytes are no UTF-8; convert the file first");

        _format.Walk(block, this);
        Records = _format.Record;
        if (_writes && !IsUnchanged) Output.Write(block[_copied..]);
    }

    /// <summary>Whether nothing of the last block was replaced: it can be written as it was read.</summary>
    public bool IsUnchanged => _copied == 0;

    public void Take(ReadOnlySpan<byte> block, int start, int end, FieldWriting writing, IRecordFormat format)
    {
        var isMapped = writing == FieldWriting.JsonEscaped;
        var text = isMapped ? _unescape.Undo(block, start, end) : block[start..end];
        var name = format.NameIn(block);
        if (_policy.Fields.Count > 0 && FieldAction(name, format.PathIn(block)) is { } whole)
        {
            if (whole is Keep) return;
            Whole(block, text, start, end, writing, whole);
            return;
        }

        if (_policy.OnlyFields is { } only && !only.Contains(format.PathIn(block))
            && !only.Contains(Encoding.UTF8.GetString(name)))
        {
            return;
        }

        if (_tokens is null) _detector.Find(text, name, _findings);
        else _tokens.Find(text, _findings);
        if (_writes && _tokens is null && writing != FieldWriting.JsonNumber) _shown.Add(text, name, _findings);
        var growth = 0;
        foreach (var finding in _findings)
        {
            // A part of a number cannot be replaced in place.
            if (writing == FieldWriting.JsonNumber && finding.End - finding.Start < end - start) continue;

            var rule = Count(finding.Rule);
            if (_collects) Collect(block, text, finding);
            if (!_writes || rule.Action is Keep) continue;
            if (rule.Action is Drop)
            {
                Whole(block, default, start, end, writing, rule.Action);
                return;
            }

            _replacement.ResetWrittenCount();
            _values.Write(rule.Action, finding.Rule.Entity, text[finding.Start..finding.End], _replacement);
            var (first, after) = isMapped
                ? (_unescape.Place(finding.Start), _unescape.Place(finding.End))
                : (start + finding.Start, start + finding.End);
            Replace(block, first, after, writing);
            if (_places && rule.Action.KeepsFormat) Place(block, finding, finding.Start + growth);
            growth += _replacement.WrittenCount - (finding.End - finding.Start);
        }
    }

    public void Dispose() => _values.Dispose();

    private MaskAction? FieldAction(ReadOnlySpan<byte> name, string path) =>
        _policy.Fields.TryGetValue(path, out var action)
            || _policy.Fields.TryGetValue(Encoding.UTF8.GetString(name), out action)
            ? action
            : null;

    private void Whole(
        ReadOnlySpan<byte> block, ReadOnlySpan<byte> text, int start, int end, FieldWriting writing, MaskAction action)
    {
        if (!_writes) return;

        _replacement.ResetWrittenCount();
        _values.Write(action, "FIELD", text, _replacement);
        Replace(block, start, end, writing);
    }

    private void Replace(ReadOnlySpan<byte> block, int start, int end, FieldWriting writing)
    {
        Output.Write(block[_copied..start]);
        FieldText.Write(_replacement.WrittenSpan, writing, Output);
        _copied = end;
    }

    private RuleCount Count(Rule rule)
    {
        if (!_counts.TryGetValue(rule, out var count))
        {
            count = new RuleCount(_policy.ActionOf(rule.Entity));
            _counts.Add(rule, count);
        }

        count.Count++;
        return count;
    }

    private void Collect(ReadOnlySpan<byte> block, ReadOnlySpan<byte> text, Finding finding) =>
        Found.Add(new FieldFinding(
            _file, _format.Record, _format.PathIn(block), finding.Rule, finding.Start, finding.End,
            Encoding.UTF8.GetCharCount(text[..finding.Start]), finding.Score));

    private void Place(ReadOnlySpan<byte> block, Finding finding, int start) => Placed.Add(new Placement(
        _format.Record, _format.PathIn(block), finding.Rule.Entity, start, start + _replacement.WrittenCount));

    private static int FirstInvalid(ReadOnlySpan<byte> block)
    {
        var at = 0;
        while (at < block.Length && Rune.DecodeFromUtf8(block[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }

    private sealed class RuleCount(MaskAction action)
    {
        public MaskAction Action { get; } = action;

        public long Count { get; set; }
    }
}
