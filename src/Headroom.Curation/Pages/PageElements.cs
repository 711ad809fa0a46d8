namespace Headroom.Curation.Pages;

/// <summary>The elements that extraction tells apart.</summary>
internal enum PageElement : byte
{
    /// <summary>One that means nothing here, within a line.</summary>
    Inline,

    /// <summary>A link.</summary>
    Link,

    /// <summary>A line break.</summary>
    Break,

    /// <summary>A division, a section or anything that stands apart.</summary>
    Block,

    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>An entry of a list.</summary>
    Item,

    /// <summary>A list.</summary>
    List,

    /// <summary>Text whose line breaks count.</summary>
    Preformatted,

    /// <summary>A quotation.</summary>
    Quotation,

    /// <summary>A table or one of its rows.</summary>
    Table,

    /// <summary>A cell of a table.</summary>
    Cell,

    /// <summary>An article.</summary>
    Article,

    /// <summary>The main part of a page.</summary>
    Main,

    /// <summary>Navigation, asides, footers, forms and what else is beside the text.</summary>
    Aside,

    /// <summary>The head of a page or of a section.</summary>
    Header,

    /// <summary>The body of the page.</summary>
    Body,

    /// <summary>One whose content is no text: its end is looked for, nothing else.</summary>
    Script,

    /// <summary>The same for styles.</summary>
    Style,

    /// <summary>The same for the title in the head.</summary>
    Title,

    /// <summary>The same for what a form holds.</summary>
    TextArea,

    /// <summary>One without content.</summary>
    Void,
}

/// <summary>Tells elements by their names.</summary>
internal static class PageElements
{
    private static readonly Dictionary<ulong, PageElement> Known = Build();

    /// <summary>The element of that name, in any case.</summary>
    public static PageElement Of(ReadOnlySpan<byte> name) =>
        name.Length <= 8 ? Known.GetValueOrDefault(KeyOf(name)) : OfLong(name);

    /// <summary>Whether it stands apart from what is before it.</summary>
    public static bool IsApart(this PageElement element) =>
        element >= PageElement.Block && element < PageElement.Script;

    private static PageElement OfLong(ReadOnlySpan<byte> name) => name.Length switch
    {
        10 when (name[0] | 32) == 'b' => PageElement.Quotation,
        10 when (name[0] | 32) == 'f' => PageElement.Block,
        _ => PageElement.Inline,
    };

    private static Dictionary<ulong, PageElement> Build()
    {
        var known = new Dictionary<ulong, PageElement>();
        Add(PageElement.Link, "a");
        Add(PageElement.Break, "br");
        Add(PageElement.Block, "div form section center dl dt dd figure fieldset details summary address hgroup tbody thead");
        Add(PageElement.Paragraph, "p");
        Add(PageElement.Heading, "h1 h2 h3 h4 h5 h6");
        Add(PageElement.Item, "li");
        Add(PageElement.List, "ul ol");
        Add(PageElement.Preformatted, "pre");
        Add(PageElement.Table, "table tr tfoot caption");
        Add(PageElement.Cell, "td th");
        Add(PageElement.Article, "article");
        Add(PageElement.Main, "main");
        Add(PageElement.Aside, "nav aside footer button select menu dialog noscript iframe svg template object video audio");
        Add(PageElement.Header, "header");
        Add(PageElement.Body, "body");
        Add(PageElement.Script, "script");
        Add(PageElement.Style, "style");
        Add(PageElement.Title, "title");
        Add(PageElement.TextArea, "textarea");
        Add(PageElement.Void, "img input hr meta link area base col embed source track wbr param");
        return known;

        void Add(PageElement element, string names)
        {
            foreach (var name in names.Split(' ')) known[KeyOf(System.Text.Encoding.ASCII.GetBytes(name))] = element;
        }
    }

    private static ulong KeyOf(ReadOnlySpan<byte> name)
    {
        ulong key = 0;
        foreach (var one in name) key = (key << 8) | (byte)(one is >= (byte)'A' and <= (byte)'Z' ? one | 32 : one);
        return key;
    }
}
