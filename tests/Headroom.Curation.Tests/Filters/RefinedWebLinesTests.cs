using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Filters;

public sealed class RefinedWebLinesTests
{
    [Theory]
    [InlineData("3 likes")]
    [InlineData("3,000 retweets")]
    [InlineData("123K bookmarks!")]
    [InlineData(" 5.1M   followers  ")]
    [InlineData("SHOUTED WORDS HERE")]
    [InlineData("123456 ")]
    [InlineData("Home")]
    [InlineData("You have 7 items in cart right now")]
    [InlineData("Please read more...")]
    [InlineData("Sign-in to go on")]
    public void Lines_of_menus_counters_and_logins_go(string line) =>
        Assert.Equal("This line stays here.", TextAfter($"This line stays here.\n{line}"));

    [Theory]
    [InlineData("This line does not contain a counter, with 3 views.")]
    [InlineData("You have 7 items in cart right now but you can add more by clicking back onto the homepage.")]
    [InlineData("Hello, World")]
    [InlineData("")]
    public void Other_lines_stay(string line) =>
        Assert.Equal($"This line stays here.\n{line}", TextAfter($"This line stays here.\n{line}"));

    [Fact]
    public void A_document_that_loses_too_many_words_goes() => Assert.Equal(
        "too_many_lines_removed", SomeFilters.Judge("refinedweb-lines", "", "Three words stay\n3 likes").Reason);

    private static string TextAfter(string text)
    {
        var breaker = new WhitespaceWords();
        var document = new Document(breaker);
        document.Read(text);
        Assert.True(SomeFilters.Create("refinedweb-lines", "removed-words-max=1", breaker).Judge(document).IsKept);
        return Encoding.UTF8.GetString(document.Text);
    }
}
