using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Pages;

/// <summary>What names of classes and the like say about an element.</summary>
[Flags]
internal enum PageHint : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It holds the text of an article.</summary>
    Text = 1,

    /// <summary>It is likely to hold what the page is about.</summary>
    Content = 2,

    /// <summary>It is likely to be beside it: menus, comments, advertisements, what else to read.</summary>
    Beside = 4,

    /// <summary>It is not shown.</summary>
    Hidden = 8,
}

/// <summary>Reads the attributes of a tag for hints. An instance remembers them, and serves one thread.</summary>
internal sealed class PageHints
{
    private const int KnownMax = 20_000;
    private const int BytesMax = 512;

    private static readonly byte[][] Texts = Words(
        "articlebody article-body article_body article-content article__content article__body article-text entry-content "
        + "entry__content entrycontent post-content post_content post-body postbody post__content post-text story-body "
        + "storybody story-content story_content single-content blog-content content-body text-content field-name-body "
        + "td-post-content articletext news-content newscontent art_content article_content content__body cms-content "
        + "article-main article__text rich_media_content artibody content-text page-content");

    private static readonly byte[][] Contents = Words(
        "article content main entry post story text body page column hentry");

    private static readonly byte[][] Besides = Words(
        "comment sidebar side-bar side_bar related recommend footer breadcrumb share sharing social nav- -nav _nav nav_ navbar navi "
        + "menu widget sponsor advert promo newsletter subscribe subscription cookie consent popup modal overlay tags taglist "
        + "tag-list pagination pager disqus respond byline author-bio authorbox author-box masthead toolbar outbrain taboola "
        + "teaser banner login signup sign-up search meta-info post-meta entry-meta most-read popular trending next-post jump-to "
        + "print-only noprint skip-link screen-reader visually-hidden sr-only copyright legal disclaimer rating hidden gallery-thumb "
        + "shoutbox rss attachment infobox-nav toc-mobile crumb");

    private readonly Dictionary<ulong, PageHint> _known = [];

    /// <summary>What the attributes of a tag say.</summary>
    public PageHint Of(ReadOnlySpan<byte> attributes)
    {
        if (attributes.Length < 3) return PageHint.None;

        attributes = attributes[..Math.Min(attributes.Length, BytesMax)];
        var key = ByteHash.Of(attributes);
        if (_known.TryGetValue(key, out var known)) return known;

        if (_known.Count >= KnownMax) _known.Clear();
        return _known[key] = Read(attributes);
    }

    private static PageHint Read(ReadOnlySpan<byte> attributes)
    {
        Span<byte> small = stackalloc byte[attributes.Length];
        for (var index = 0; index < small.Length; index++)
        {
            var one = attributes[index];
            small[index] = one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 32) : one;
        }

        var hint = PageHint.None;
        if (small.IndexOf("display:none"u8) >= 0 || small.IndexOf("display: none"u8) >= 0
            || small.IndexOf("aria-hidden=\"true"u8) >= 0 || small.StartsWith(" hidden"u8))
        {
            hint |= PageHint.Hidden;
        }

        if (small.IndexOf("articlebody"u8) >= 0) hint |= PageHint.Text;
        if (small.IndexOf("role=\"navigation"u8) >= 0 || small.IndexOf("role=\"complementary"u8) >= 0) hint |= PageHint.Beside;
        if (small.IndexOf("role=\"main"u8) >= 0) hint |= PageHint.Content;
        return hint | OfNames(Value(small, "class"u8)) | OfNames(Value(small, "id"u8));
    }

    private static PageHint OfNames(ReadOnlySpan<byte> names)
    {
        if (names.IsEmpty) return PageHint.None;
        if (Holds(names, Texts)) return PageHint.Text | PageHint.Content;

        var hint = Holds(names, Contents) ? PageHint.Content : PageHint.None;
        return Holds(names, Besides) || names.SequenceEqual("nav"u8) ? hint | PageHint.Beside : hint;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name)
    {
        for (var from = 0; from < attributes.Length;)
        {
            var found = attributes[from..].IndexOf(name);
            if (found < 0) break;

            var at = from + found;
            from = at + name.Length;
            if (at == 0 || attributes[at - 1] > ' ') continue;

            var rest = attributes[from..].TrimStart(" \t\r\n"u8);
            if (rest.IsEmpty || rest[0] != '=') continue;

            rest = rest[1..].TrimStart(" \t\r\n"u8);
            if (rest.IsEmpty) break;

            var quote = rest[0] is (byte)'"' or (byte)'\'' ? rest[0] : (byte)' ';
            if (quote != ' ') rest = rest[1..];
            var end = rest.IndexOf(quote);
            return end < 0 ? rest : rest[..end];
        }

        return [];
    }

    private static bool Holds(ReadOnlySpan<byte> names, byte[][] words)
    {
        foreach (var word in words)
        {
            if (names.IndexOf(word) >= 0) return true;
        }

        return false;
    }

    private static byte[][] Words(string words) => [.. words.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
