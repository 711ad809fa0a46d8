using System.Text;
using Headroom.Curation.Chinese;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Chinese;

public sealed class ChineseRecoveryTests
{
    private const string Article =
        "秋天来了，山上的树叶慢慢变成了红色和黄色，远远看去像一幅画。\n"
        + "村里的老人坐在门口晒太阳，孩子们在田边追着蜻蜓跑来跑去。\n"
        + "到了傍晚，每家的屋顶都升起了炊烟，空气里有新米的香味。";

    [Theory]
    [InlineData("")]
    [InlineData("北京租车_北京租车公司_北京租车价格_北京租车哪家好\n")]
    [InlineData("【免费】特价优惠，加微信 abc123 咨询客服！\n")]
    [InlineData("首页 > 新闻中心 > 上一篇\n")]
    [InlineData("澳门葡京娱乐城开户送彩金 百家乐投注平台\n秋日\n www.abc888.com\n")]
    public void What_stands_before_an_article_is_cut(string before) =>
        Assert.Equal(Article, Recovered(before + Article));

    [Theory]
    [InlineData("\n版权所有，未经授权不得转载。")]
    [InlineData("\n责任编辑：小王\n上一篇：春天\n下一篇：冬天")]
    [InlineData("\n相关阅读\n夏天的河边\n冬天里的第一场雪\n春天的花园在哪里")]
    [InlineData("\n声明：本文来源于网络，仅代表作者观点，如有侵权请联系删除。\n扫描二维码，关注公众号")]
    [InlineData("\n特价机票，加微信 abc 咨询，官方正品！")]
    public void What_stands_behind_it_is_cut(string behind) => Assert.Equal(Article, Recovered(Article + behind));

    [Fact]
    public void Readings_in_brackets_go_and_other_brackets_stay()
    {
        Assert.Equal("秋天来了，山上的树叶红了。",
            Recovered("秋(qiū)天(tiān)来了，山上的树叶(shù yè)红了。"));
        Assert.Equal("秋天来了，山上的树叶红了。", Recovered("秋（qiu1）天（tian1）来（lai2）了，山上的树叶（shuye）红了。"));
        const string Plain = "文件（PDF）可以打开（open），也可以打印(print)，还有文档(Word)和图片(GIF)。";
        Assert.Equal(Plain, Recovered(Plain));
    }

    [Fact]
    public void What_a_program_made_traditional_becomes_simplified_and_what_people_wrote_stays()
    {
        Assert.Equal("皇后在公园里只有几个朋友，国家的制度在各方面都发生了变化，人才出现了，他们批准了同志的要求。",
            Recovered("皇後在公園裏隻有幾個朋友，國傢的製度在各方麵都髮生瞭變化，人纔齣現瞭，他們批準瞭同誌的要求。"));
        const string Written = "皇后在公園裡只有幾個朋友，國家的制度在各方面都發生了變化，人才出現了，他們批准了同志的要求。";
        Assert.Equal(Written, Recovered(Written));
    }

    [Fact]
    public void Tags_go_whole_or_cut_off()
    {
        Assert.Equal(Article, Recovered(
            "class=\"t1\">" + Article.Replace("\n", "<br />\n", StringComparison.Ordinal).Replace(
                "村里", "<a href=\"/x.html\" target=_blank>村里</a>", StringComparison.Ordinal) + "<div class=\"foot"));
        Assert.Equal("如果 a<b 而且 b>c，那么 a 和 c 的大小还不能确定，需要再比较一次。",
            Recovered("如果 a<b 而且 b>c，那么 a 和 c 的大小还不能确定，需要再比较一次。"));
    }

    [Fact]
    public void Documents_of_the_corpus_lose_next_to_nothing()
    {
        var documents = 0;
        var edited = new List<string>();
        foreach (var record in CurationCases.Records("corpus.jsonl.gz"))
        {
            var language = record.GetProperty("lang").GetString()!;
            if (!language.StartsWith("zh", StringComparison.Ordinal)) continue;

            documents++;
            var text = record.GetProperty("text").GetString()!;
            var recovered = Recovered(text);
            if (recovered != text) edited.Add($"{record.GetProperty("source")}: {Difference(text, recovered)}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{edited.Count} of {documents}\n{string.Join('\n', edited.Take(60))}");
        Assert.InRange((double)edited.Count / documents, 0, 0.02);
    }

    private static string Difference(string text, string other)
    {
        var same = text.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return text[same..Math.Min(text.Length, same + 60)].ReplaceLineEndings("|") + " => "
            + other[same..Math.Min(other.Length, same + 30)].ReplaceLineEndings("|");
    }

    private static string Recovered(string text)
    {
        var breaker = new HanWords();
        var document = new Document(breaker);
        document.Read(text);
        var filter = ChineseRecovery.Form.Create(
            new RuleValues(ChineseRecovery.Form.Keys, new Dictionary<string, double>()), new FilterContext(breaker));
        return filter.Judge(document).IsKept ? Encoding.UTF8.GetString(document.Text) : "";
    }
}
