using System.Net;
using System.Text.RegularExpressions;
using Headroom.Client.Jobs;
using Headroom.Dashboard.Tests.Showing;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;
using Headroom.Scheduling.Plans;
using Headroom.Server.Pages.Market;
using Headroom.Server.Pages.Words;

namespace Headroom.Dashboard.Tests;

/// <summary>Every text is there in every language, and none is anywhere else.</summary>
public sealed partial class WordsTests(Stage stage)
{
    [Fact]
    public void Every_language_has_every_text_with_the_same_arguments()
    {
        foreach (var word in Enum.GetValues<Word>())
        {
            Assert.All(Language.All, language => Assert.True(language.Words.ContainsKey(word), $"{language.Tag} lacks {word}"));
            if (word is >= Word.WhyNeverFits) continue;

            Assert.Equal(Arguments(Language.English.Words[word]), Arguments(Language.Chinese.Words[word]));
        }

        foreach (var word in Enum.GetValues<ExchangeWord>())
        {
            Assert.All(Language.All, language => Assert.True(language.ExchangeWords.ContainsKey(word), $"{language.Tag} lacks {word}"));
            Assert.Equal(
                Arguments(Language.English.ExchangeWords[word]), Arguments(Language.Chinese.ExchangeWords[word]));
        }
    }

    [Fact]
    public void Whatever_happens_on_an_exchange_has_a_word()
    {
        var events = typeof(ExchangeEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ExchangeEvent)));
        Assert.All(events, one => Assert.True(Enum.IsDefined(MarketText.WordOf("Event", one.Name))));
        foreach (var (prefix, names) in ((string, string[])[])
        [
            ("Stage", Enum.GetNames<AgreementStage>()), ("Report", Enum.GetNames<ReportStage>()),
            ("Protection", Enum.GetNames<Protection>()), ("Pair", Enum.GetNames<PairRefusal>()),
            ("Refused", ["Forged", "Replayed", "NotYours", "Unknown"]),
        ])
        {
            Assert.All(names, name => Assert.True(Enum.IsDefined(MarketText.WordOf(prefix, name))));
        }
    }

    [Fact]
    public void Every_reason_to_wait_has_a_name_and_a_sentence()
    {
        foreach (var reason in Enum.GetNames<HoldReason>())
        {
            var code = string.Concat(reason.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();
            Assert.Equal($"Why{reason}", States.WhyOf(code).ToString());
            foreach (var language in Language.All)
            {
                var sentence = States.Sentence(
                    new Texts(language, 0), new WhyView { Job = 1, State = JobStatus.Waiting, Text = "", Code = code });
                Assert.DoesNotContain('{', sentence);
                Assert.NotEqual(language.Words[Word.BecauseJustCame], sentence);
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs")]
    [InlineData("/jobs?state=waiting&name=nothing")]
    [InlineData("/jobs/1")]
    [InlineData("/jobs/336")]
    [InlineData("/share")]
    [InlineData("/nodes")]
    [InlineData("/timeline")]
    [InlineData("/gap?days=2&busy=60&share=yes")]
    [InlineData("/size?like=70&own=1&variants=20&chips=512")]
    [InlineData("/what-if")]
    [InlineData("/what-if?weight=speech=6&nodes=north:H100=14")]
    [InlineData("/exchange")]
    [InlineData("/exchange?kind=model")]
    [InlineData("/exchange/matches")]
    [InlineData("/exchange/agreements")]
    [InlineData("AGREEMENT")]
    [InlineData("/exchange/ledger")]
    [InlineData("/exchange/audit?check=yes")]
    [InlineData("/login")]
    [InlineData("/jobs/999999")]
    public async Task No_page_says_anything_of_its_own(string path)
    {
        if (path == "AGREEMENT") path = $"/exchange/agreements/{stage.Pool.Exchange.Agreement}";
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false })
        {
            BaseAddress = stage.Pool.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"headroom_session={stage.Pool.Secret}; headroom_lang={Language.Pseudo.Tag}");
        using var answer = await http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();

        // Names, commands, numbers and moments are no words.
        var own = Unspoken().Replace(page, " ");
        var text = WebUtility.HtmlDecode(Tag().Replace(own, " "));
        text = Spoken().Replace(text, " ");
        text = Spoken().Replace(text, " ");
        Assert.Empty(Latin().Matches(Moment().Replace(text, " ")).Select(match => match.Value));
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("de,en;q=0.5", "en")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public void The_browser_says_which_language(string header, string tag) =>
        Assert.Equal(tag, Language.Accepted(header).Tag);

    private static IEnumerable<string> Arguments(string text) =>
        Argument().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();

    [GeneratedRegex(@"<(code|pre|style|script|kbd)\b.*?</\1>|<(\w+)[^>]*translate=""no""[^>]*>[^<]*(<small[^>]*>[^<]*</small>)?[^<]*</\2>|<title>[^<]*</title>|<!DOCTYPE[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Unspoken();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("⟦[^⟦⟧]*⟧")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ][\d:.]+Z")]
    private static partial Regex Moment();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
