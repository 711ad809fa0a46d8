using System.Text;
using CsCheck;
using Headroom.Curation.Output;
using Headroom.Curation.Pages;

namespace Headroom.Curation.Tests.Pages;

public sealed class PageTextTests
{
    private const string First = "The first paragraph of the article says, at some length, what it is about, and it ends here.";
    private const string Second = "The second one goes on with <b>facts</b> &amp; figures, of which there are quite a few, in a row.";
    private const string SecondText = "The second one goes on with facts & figures, of which there are quite a few, in a row.";
    private const string Menu = """<ul class="menu"><li><a href="/">Home</a></li><li><a href="/x">All the other things</a></li></ul>""";

    private static readonly string Page = $"""
        <!doctype html><html><head><title>A title</title><style>p {"{"} color: red {"}"}</style><script>if (1 < 2) a("<p>no</p>");</script></head>
        <body><nav>{Menu}</nav><div id="page"><div class="content"><h1>A heading</h1><p>{First}</p><!-- <p>hidden</p> -->
        <p>{Second}</p></div><div class="sidebar"><p>Elsewhere there is another text that nobody asked for, and it is long enough.</p></div></div>
        <footer>Copyright of some, all rights reserved, and so on and so forth, for ever and ever.</footer></body>
        """;

    [Fact]
    public void The_article_stays_and_what_is_beside_it_goes() =>
        Assert.Equal($"A heading\n{First}\n{SecondText}", TextOf(Page));

    [Fact]
    public void An_element_named_for_the_text_is_taken() => Assert.Equal($"{First}\n{SecondText}\n{First}", TextOf(
        $"""<body>{Menu}<div class="entry-content"><p>{First}</p><p>{Second}</p><p>{First}</p></div><p>{First}</p></body>"""));

    [Theory]
    [InlineData("&lt;&#65;&#x4E2D;&nbsp;&eacute;&hellip;", "<A中 é…")]
    [InlineData("AT&T &unknown; &amp", "AT&T &unknown; &amp")]
    [InlineData("&#150;&#0;&#xD800;&#99999999999;", "–��&#99999999999;")]
    [InlineData("a<br>b", "a\nb")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("x\u00ADy z", "x\u00ADy z")]
    public void References_and_breaks_become_characters(string html, string text) =>
        Assert.Equal(text, TextOf($"<p>{html}</p>"));

    [Theory]
    [InlineData("gb2312", "中文网页的正文")]
    [InlineData("big5", "中文網頁的正文")]
    [InlineData("shift_jis", "日本語の本文")]
    [InlineData("windows-1251", "Текст страницы")]
    [InlineData("iso-8859-1", "Café “mit” Milch")]
    public void Pages_say_their_encoding(string charset, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset == "iso-8859-1" ? "windows-1252" : charset)!;
        var page = encoding.GetBytes($"""<html><meta charset="{charset}"><body><p>{text}</p></body></html>""");

        Assert.Equal(text, TextOf(new PageEncoding().Decode(page, [])));
        Assert.Equal(text, TextOf(new PageEncoding().Decode(page, Encoding.ASCII.GetBytes(charset))));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<p><a><b>")]
    [InlineData("</div></p></li>")]
    [InlineData("<!--")]
    [InlineData("<a href=\"")]
    [InlineData("<script>")]
    [InlineData("<ul><li>")]
    [InlineData("&#x")]
    public void A_hundred_thousand_in_a_row_do_no_harm(string piece)
    {
        var page = new StringBuilder($"<p>{First}</p>");
        for (var time = 0; time < 100_000; time++) page.Append(piece);
        page.Append($"<p>{Second}");

        Assert.StartsWith(First, TextOf(page.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_bytes_are_the_text_is_valid()
    {
        var page = Encoding.UTF8.GetBytes(Page);
        var change = Gen.Select(Gen.Int[0, page.Length - 1], Gen.Byte);
        change.Array[1, 40].Sample(changes =>
        {
            var broken = page.ToArray();
            foreach (var (at, value) in changes) broken[at] = value;
            var output = new ByteBuffer();
            new PageText().Extract(broken, output);

            Assert.True(System.Text.Unicode.Utf8.IsValid(output.Written));
        });
    }

    private static string TextOf(string html) => TextOf(Encoding.UTF8.GetBytes(html));

    private static string TextOf(ReadOnlySpan<byte> html)
    {
        var output = new ByteBuffer();
        new PageText().Extract(html, output);
        return Encoding.UTF8.GetString(output.Written);
    }
}
