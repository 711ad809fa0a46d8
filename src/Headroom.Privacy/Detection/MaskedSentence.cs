using System.Buffers;
using System.Text;

namespace Headroom.Privacy.Detection;

/// <summary>
/// A sentence with findings replaced by the names of their entities, and where each part of it came from.
/// </summary>
internal sealed class MaskedSentence
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<(int Masked, int Original, int Length)> _kept = [];
    private int _at;

    /// <summary>The sentence as masking leaves it.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Begins with another sentence.</summary>
    public void Clear()
    {
        _text.ResetWrittenCount();
        _kept.Clear();
        _at = -1;
    }

    /// <summary>Replaces the next finding; what lies before it is kept.</summary>
    public void Cover(ReadOnlySpan<byte> text, int start, Finding finding)
    {
        var from = Math.Max(_at, start);
        if (finding.End <= from) return;

        Keep(text, from, Math.Max(from, finding.Start));
        _text.Write("<"u8);
        Encoding.ASCII.GetBytes(finding.Rule.Entity, _text);
        _text.Write(">"u8);
        _at = finding.End;
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

    private void Keep(ReadOnlySpan<byte> text, int from, int to)
    {
        if (from == to) return;

        _kept.Add((_text.WrittenCount, from, to - from));
        _text.Write(text[from..to]);
    }
}
