using System.Buffers;
using System.Text;

namespace Headroom.Privacy.Detection;

/// <summary>
/// A text with findings replaced, by the names of their entities or otherwise, and where each part of it came from.
/// </summary>
internal sealed class MaskedSentence
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<(int Masked, int Original, int Length)> _kept = [];
    private int _at;

    /// <summary>The text as masking leaves it.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Begins with another text.</summary>
    public void Clear()
    {
        _text.ResetWrittenCount();
        _kept.Clear();
        _at = -1;
    }

    /// <summary>Replaces the next finding by the name of its entity; what lies before it is kept.</summary>
    public void Cover(ReadOnlySpan<byte> text, int start, Finding finding)
    {
        if (!KeepBefore(text, start, finding)) return;

        _text.Write("<"u8);
        Encoding.ASCII.GetBytes(finding.Rule.Entity, _text);
        _text.Write(">"u8);
    }

    /// <summary>The same by something else.</summary>
    public void Cover(ReadOnlySpan<byte> text, int start, Finding finding, ReadOnlySpan<byte> replacement)
    {
        if (KeepBefore(text, start, finding)) _text.Write(replacement);
    }

    /// <summary>Keeps the rest.</summary>
    public void Finish(ReadOnlySpan<byte> text, int start, int end)
    {
        var from = Math.Max(_at, start);
        if (from < end) Keep(text, from, end);
    }

    /// <summary>
    /// Adds the parts of a finding in the masked sentence that were kept, at their places in the text.
    /// </summary>
    public void Restore(Finding found, List<Finding> findings)
    {
        foreach (var (masked, original, length) in _kept)
        {
            var from = Math.Max(found.Start, masked);
            var to = Math.Min(found.End, masked + length);
            while (from < to && Text[from] is (byte)' ' or (byte)'\n' or (byte)',') from++;
            if (from < to) findings.Add(found with { Start = from - masked + original, End = to - masked + original });
        }
    }

    /// <summary>Adds a finding in the masked text at its place in the text, where all of it was kept.</summary>
    public void RestoreWhole(Finding found, List<Finding> findings)
    {
        foreach (var (masked, original, length) in _kept)
        {
            if (found.Start < masked || found.End > masked + length) continue;

            var shift = original - masked;
            findings.Add(found with { Start = found.Start + shift, End = found.End + shift });
        }
    }

    private bool KeepBefore(ReadOnlySpan<byte> text, int start, Finding finding)
    {
        var from = Math.Max(_at, start);
        if (finding.End <= from) return false;

        Keep(text, from, Math.Max(from, finding.Start));
        _at = finding.End;
        return true;
    }

    private void Keep(ReadOnlySpan<byte> text, int from, int to)
    {
        if (from == to) return;

        _kept.Add((_text.WrittenCount, from, to - from));
        _text.Write(text[from..to]);
    }
}
