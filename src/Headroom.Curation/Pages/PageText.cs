using Headroom.Curation.Output;
using Headroom.Curation.Text;

namespace Headroom.Curation.Pages;

/// <summary>
/// The main text of an HTML page: what an article is about, without menus, comments, advertisements and notices.
/// Paragraphs score the element around them, as in Readability (Arc90 2009); names of classes tell what is beside the
/// text; and of what stands in the best element blocks of links go (Kohlschütter et al. 2010, link density). An
/// instance serves one thread.
/// </summary>
internal sealed class PageText
{
    private const int ParagraphBytesMin = 25;
    private const int TextBytesMin = 200;
    private const int OtherTimes = 2;
    private const double LinkShareMax = 0.5;

    private readonly PageTree _tree = new();

    /// <summary>Writes the main text, a paragraph on each line; nothing when the page has none.</summary>
    /// <param name="html">The page, in UTF-8; what is no UTF-8 in it becomes U+FFFD.</param>
    /// <param name="output">Where it goes.</param>
    public void Extract(ReadOnlySpan<byte> html, ByteBuffer output)
    {
        _tree.Read(html);
        Score(dropsAside: true);
        var start = output.Length;
        Write(Best(), dropsAside: true, output);
        if (output.Length - start >= TextBytesMin) return;

        // All of a page may be in a part that looks as if it were beside it.
        var end = output.Length;
        Score(dropsAside: false);
        Write(Best(), dropsAside: false, output);
        var other = output.Written[end..].ToArray();
        output.Cut(end);
        if (other.Length < OtherTimes * (end - start)) return;

        output.Cut(start);
        output.Write(other);
    }

    private void Score(bool dropsAside)
    {
        var nodes = _tree.Nodes;
        foreach (var node in nodes)
        {
            node.Score = 0;
            node.PlainBytes = 0;
            node.LinkBytes = 0;
        }

        foreach (var block in _tree.Blocks)
        {
            var node = nodes[block.Node];
            if (dropsAside && node.IsDropped) continue;

            node.PlainBytes += block.Length - block.LinkBytes;
            node.LinkBytes += block.LinkBytes;
            AddScore(block, node);
        }

        // Children stand behind their parents.
        for (var index = nodes.Count - 1; index > 0; index--)
        {
            var parent = nodes[nodes[index].Parent];
            parent.PlainBytes += nodes[index].PlainBytes;
            parent.LinkBytes += nodes[index].LinkBytes;
        }
    }

    private void AddScore(PageBlock block, PageNode node)
    {
        if (block.Length < ParagraphBytesMin || block.LinkBytes > LinkShareMax * block.Length) return;

        var text = TextOf(block);
        var commas = text.Count((byte)',') + text.Count("，"u8) + text.Count("。"u8) + text.Count("、"u8);
        var score = 1 + commas + Math.Min(text.Length / 100, 3);
        var holder = node.Element is PageElement.Block or PageElement.Article or PageElement.Main or PageElement.Cell
            or PageElement.Body || node.Parent < 0 ? node : _tree.Nodes[node.Parent];
        holder.Score += score;
        if (holder.Parent >= 0) _tree.Nodes[holder.Parent].Score += score / 2.0;
        if (holder.Parent >= 0 && _tree.Nodes[holder.Parent] is { Parent: >= 0 } outer)
            _tree.Nodes[outer.Parent].Score += score / 6.0;
    }

    private int Best()
    {
        var nodes = _tree.Nodes;
        var best = 0;
        var bestScore = double.MinValue;
        var named = -1;
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            var isNamed = (node.Hint & PageHint.Text) != 0 || node.Element == PageElement.Article;
            if (isNamed && node.PlainBytes >= TextBytesMin && (named < 0 || IsBetter(nodes[index], nodes[named])))
                named = index;

            var links = node.LinkBytes / Math.Max(1.0, node.LinkBytes + node.PlainBytes);
            var score = (node.Score + WeightOf(node)) * (1 - links);
            if (node.Score > 0 && score > bestScore) (best, bestScore) = (index, score);
        }

        // The element whose name says that it is the article, when it holds a good part of what looks like one.
        return named >= 0 && 2 * nodes[named].PlainBytes >= nodes[best].PlainBytes ? named : Widened(best);
    }

    private static bool IsBetter(PageNode one, PageNode other)
    {
        var isText = (one.Hint & PageHint.Text) != 0;
        var wasText = (other.Hint & PageHint.Text) != 0;
        if (isText == wasText) return one.PlainBytes > other.PlainBytes;
        return isText ? 2 * one.PlainBytes > other.PlainBytes : one.PlainBytes > 2 * other.PlainBytes;
    }

    private static double WeightOf(PageNode node) =>
        ((node.Hint & PageHint.Content) != 0 ? 25 : 0) - ((node.Hint & PageHint.Beside) != 0 ? 25 : 0)
        + (node.Element is PageElement.Article or PageElement.Main ? 25 : 0);

    // Around the best element while that brings more text than links: parts of an article often stand side by side.
    private int Widened(int node)
    {
        var nodes = _tree.Nodes;
        while (nodes[node].Parent > 0)
        {
            var parent = nodes[nodes[node].Parent];
            var plain = parent.PlainBytes - nodes[node].PlainBytes;
            var link = parent.LinkBytes - nodes[node].LinkBytes;
            if (plain < 0.25 * nodes[node].PlainBytes || link > 0.25 * plain) break;

            node = nodes[node].Parent;
        }

        return node;
    }

    private void Write(int best, bool dropsAside, ByteBuffer output)
    {
        var last = _tree.Nodes[best].LastNode;
        var isFirst = true;
        foreach (var block in _tree.Blocks)
        {
            if (block.Node < best || block.Node > last) continue;
            var node = _tree.Nodes[block.Node];
            if ((dropsAside && node.IsDropped) || block.LinkBytes > LinkShareMax * block.Length) continue;
            if (dropsAside && IsCrumb(block, node)) continue;

            if (!isFirst) output.Write("\n"u8);
            output.Write(Utf8.Valid(TextOf(block)));
            isFirst = false;
        }
    }

    // A word or two that are no heading and end in no mark: buttons, captions, dates.
    private bool IsCrumb(PageBlock block, PageNode node)
    {
        if (block.Length >= ParagraphBytesMin || node.Element is PageElement.Heading or PageElement.Paragraph
            or PageElement.Item or PageElement.Preformatted or PageElement.Cell or PageElement.Quotation)
        {
            return false;
        }

        return TextOf(block)[^1] is not ((byte)'.' or (byte)'!' or (byte)'?' or >= 128);
    }

    private ReadOnlySpan<byte> TextOf(PageBlock block) => _tree.Text.Written.Slice(block.Start, block.Length);
}
