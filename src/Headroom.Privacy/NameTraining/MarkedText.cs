using System.Text;
using Headroom.Privacy.Names;

namespace Headroom.Privacy.NameTraining;

/// <summary>A part of a text, in bytes of UTF-8, and the tag that it begins with.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">The byte after the last.</param>
/// <param name="Tag">A tag that begins something, or an organisation's.</param>
public readonly record struct MarkedSpan(int Start, int End, NameTag Tag);

/// <summary>A made-up text of which it is known what is in it.</summary>
/// <param name="Text">UTF-8.</param>
/// <param name="Spans">In the order of their places; none overlaps another.</param>
/// <param name="Field">What the name of its field says.</param>
public sealed record MarkedText(byte[] Text, IReadOnlyList<MarkedSpan> Spans, FieldKind Field)
{
    /// <summary>Tags of the tokens of a sentence of the text.</summary>
    internal void Tag(NameTokens tokens, Span<NameTag> tags)
    {
        tags.Clear();
        for (var index = 0; index < tokens.Count; index++)
        {
            foreach (var span in Spans)
            {
                if (tokens.Starts[index] < span.Start || tokens.Starts[index] >= span.End) continue;

                var isFirst = index == 0 || tokens.Starts[index - 1] < span.Start;
                tags[index] = span.Tag == NameTag.Organisation || isFirst ? span.Tag : span.Tag + 1;
            }
        }
    }
}

/// <summary>Puts a text together and keeps what is where.</summary>
internal sealed class MarkedTextBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<MarkedSpan> _spans = [];
    private int _bytes;

    public void Append(string part)
    {
        _text.Append(part);
        _bytes += Encoding.UTF8.GetByteCount(part);
    }

    public void Append(string part, NameTag tag)
    {
        var start = _bytes;
        Append(part);
        if (part.Length > 0) _spans.Add(new MarkedSpan(start, _bytes, tag));
    }

    public MarkedText Take(FieldKind field)
    {
        var text = new MarkedText(Encoding.UTF8.GetBytes(_text.ToString()), [.. _spans], field);
        _text.Clear();
        _spans.Clear();
        _bytes = 0;
        return text;
    }
}
