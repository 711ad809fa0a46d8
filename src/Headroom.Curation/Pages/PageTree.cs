namespace Headroom.Curation.Pages;

/// <summary>
/// The elements of a page that stand apart, in their order, and the runs of text in them. Rows and not objects, so that
/// no depth of nesting overflows a stack, and a part of the page is a range of rows.
/// </summary>
internal sealed class PageTree
{
    // An end tag that closes nothing so near is passed over; without a bound such tags would cost the square.
    private const int SearchMax = 128;

    private readonly PageHints _hints = new();
    private readonly List<int> _open = [];
    private bool _isInLink;

    /// <summary>The elements; the first one is the page.</summary>
    public List<PageNode> Nodes { get; } = [];

    /// <summary>The runs of text, each inside one element.</summary>
    public List<PageBlock> Blocks { get; } = [];

    /// <summary>The text of all blocks, white space squeezed.</summary>
    public PageBuffer Text { get; } = new();

    /// <summary>Reads a page.</summary>
    /// <param name="html">UTF-8.</param>
    public void Read(ReadOnlySpan<byte> html)
    {
        Nodes.Clear();
        Blocks.Clear();
        Text.Clear();
        _open.Clear();
        _isInLink = false;
        Nodes.Add(new PageNode(-1, PageElement.Body, PageHint.None, IsDropped: false));
        _open.Add(0);
        var tokens = new PageTokens(html);
        while (tokens.MoveNext())
        {
            if (tokens.Kind == PageTokenKind.Text)
                Text.Add(tokens.Body, Nodes[_open[^1]].Element == PageElement.Preformatted, _isInLink);
            else if (tokens.Kind == PageTokenKind.Close) Close(tokens.Element);
            else if (PassedOver(tokens.Element) is { Length: > 0 } name) tokens.PassOverContent(name);
            else Open(tokens.Element, tokens.Body);
        }

        EndBlock();
        while (_open.Count > 0) Pop();
    }

    private static ReadOnlySpan<byte> PassedOver(PageElement element) => element switch
    {
        PageElement.Script => "script"u8,
        PageElement.Style => "style"u8,
        PageElement.Title => "title"u8,
        PageElement.TextArea => "textarea"u8,
        _ => [],
    };

    private void Open(PageElement element, ReadOnlySpan<byte> attributes)
    {
        if (element == PageElement.Break) Text.Break();
        if (element == PageElement.Link) _isInLink = true;
        if (!element.IsApart()) return;

        EndBlock();
        CloseImplied(element);
        if (element == PageElement.Body) return;

        var parent = _open[^1];
        var hint = _hints.Of(attributes);
        Nodes.Add(new PageNode(parent, element, hint, Nodes[parent].IsDropped || IsDropped(element, hint, parent)));
        _open.Add(Nodes.Count - 1);
    }

    // What is beside the text goes, unless it holds the page, or is the head of the article.
    private bool IsDropped(PageElement element, PageHint hint, int parent) => element switch
    {
        _ when (hint & PageHint.Hidden) != 0 => true,
        PageElement.Aside => true,
        PageElement.Header => Nodes[parent].Element is PageElement.Body,
        PageElement.Article or PageElement.Main or PageElement.Body => false,
        _ => (hint & (PageHint.Beside | PageHint.Text)) == PageHint.Beside && _open.Count > 1,
    };

    private void CloseImplied(PageElement element)
    {
        var top = Nodes[_open[^1]].Element;
        var isAgain = top == element && element is PageElement.Item or PageElement.Heading;
        if (top == PageElement.Paragraph || isAgain) Pop();
    }

    private void Close(PageElement element)
    {
        if (element == PageElement.Link) _isInLink = false;
        if (!element.IsApart()) return;

        EndBlock();
        for (var index = _open.Count - 1; index > 0 && index >= _open.Count - SearchMax; index--)
        {
            if (Nodes[_open[index]].Element != element) continue;

            while (_open.Count > index) Pop();
            return;
        }
    }

    private void Pop()
    {
        var node = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        Nodes[node].LastNode = Nodes.Count - 1;
    }

    private void EndBlock()
    {
        var block = Text.End();
        if (block.Length == 0) return;

        Blocks.Add(block with { Node = _open[^1] });
    }
}

/// <summary>One element that stands apart.</summary>
/// <param name="Parent">The one around it; -1 of the page.</param>
/// <param name="Element">What it is.</param>
/// <param name="Hint">What its attributes say.</param>
/// <param name="IsDropped">Whether it is beside the text, or within such a part.</param>
internal sealed record PageNode(int Parent, PageElement Element, PageHint Hint, bool IsDropped)
{
    /// <summary>Last element inside it; itself when there is none.</summary>
    public int LastNode { get; set; }

    /// <summary>How much in it looks like the text of an article.</summary>
    public double Score { get; set; }

    /// <summary>Bytes of text in it that is no link, and that is.</summary>
    public long PlainBytes { get; set; }

    /// <summary>Bytes of text in links.</summary>
    public long LinkBytes { get; set; }
}

/// <summary>One run of text.</summary>
/// <param name="Start">First byte in the text of the page.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LinkBytes">Those of them in links.</param>
/// <param name="Node">The element that it is in.</param>
internal readonly record struct PageBlock(int Start, int Length, int LinkBytes, int Node);
