using System.Text;
using System.Text.Json;
using Headroom.Curation.Quality;
using Headroom.Curation.Tests.Filters;

namespace Headroom.Curation.Tests.Quality;

/// <summary>The classifier of pages, on pages that are not of its training.</summary>
public sealed class QualityTests
{
    [Theory]
    [InlineData("I've been baking sourdough for about six years now, and the single biggest improvement came when I stopped "
        + "following the clock and started watching the dough. Flour absorbs water differently depending on the humidity in "
        + "your kitchen, so a recipe that works in one town will feel like soup in another.\n\nOnce it has doubled I mix in "
        + "the salt, fold it a few times and leave it alone. People tend to fuss with it too much, and I was no different.")]
    [InlineData("There is a growing debate about whether central banks should respond to climate risk. Those in favour argue "
        + "that floods and droughts already affect prices, and so fall squarely within the mandate for stability. Opponents "
        + "reply that unelected officials have no business picking winners. Both sides have a point. But the question they "
        + "rarely ask is what happens if nothing is done: the losses will turn up on the balance sheets of the banks.")]
    [InlineData("我第一次去那里是在十年前的冬天，那时候游客很少，外面的杨树都落光了叶子。讲解员是一位四十多岁的女士，她在那里工作了二十年，说话的声音很轻。"
        + "她告诉我们，这些壁画每年都在褪色，人呼出的二氧化碳是其中一个原因，所以后来才限制了参观的人数。走出洞窟的时候天已经快黑了。")]
    [InlineData("很多人问我学英语有没有捷径，我觉得没有，但是有一些方法可以少走弯路。比如背单词，如果只是拿着单词书从头背到尾，过几天就会忘得差不多；"
        + "如果把单词放在句子里，再隔一段时间复习一次，效果就会好很多。我自己上大学的时候，每天早上读半个小时的文章，坚持了两年。")]
    public void Pages_that_tell_something_stay(string page) =>
        Assert.True(SomeFilters.Judge("quality", "", page).IsKept);

    [Theory]
    [InlineData("Ladies Fashion Leather Ankle Boots Winter Warm\n$45.99\nColor: Black, Brown, Red\nSize: 5 6 7 8 9 10\n"
        + "Add to cart\nBrand new and high quality ankle boots. Package includes: 1 pair of boots. Shipping: worldwide, 15-30 "
        + "days. If you have any question please contact us before leaving feedback, thanks!")]
    [InlineData("If you are in need of emergency plumbing services, our licensed plumbers are available 24/7 to take your "
        + "call. We specialize in drain cleaning, water heater installation and leak detection. We offer upfront pricing with "
        + "no hidden fees. Call 555-0134 today for a free estimate! We stand behind our work with a 100% satisfaction guarantee.")]
    [InlineData("The best way to lose weight fast is to use natural supplement for weight loss. There are many people who want "
        + "to lose weight but they do not know how to lose weight. Weight loss is very easy if you use the right weight loss "
        + "product. So click here to get your weight loss pills now and start losing weight today.")]
    [InlineData("Login\nForgot password?\nNot a member? Register\nForum Index » General Discussion » Off topic\nPage 3 of 12\n"
        + "lol same here\nBack to top\nView user's profile Send private message\nyeah me too!!\nBack to top\nPowered by phpBB")]
    [InlineData("苹果手机怎么截屏？苹果手机怎么截屏呢？相信很多小伙伴都不知道，下面就和小编一起来看看苹果手机怎么截屏的方法吧，希望能够帮助到大家。"
        + "以上就是苹果手机怎么截屏的全部内容，更多资讯请继续关注本站。")]
    [InlineData("白癜风医院哪家好？本院是一家专业治疗白癜风的医院，医院技术先进、设备齐全、专家经验丰富。如果您还有什么疑问，可以点击在线咨询，"
        + "与我们的专家进行一对一交流，或拨打健康热线。祝您早日康复！")]
    public void Pages_that_sell_lure_or_list_go(string page) =>
        Assert.Equal("low_quality", SomeFilters.Judge("quality", "", page).Reason);

    [Fact]
    public void Languages_whose_words_it_does_not_know_are_left_alone() => Assert.Null(
        new QualityScorer(QualityModel.Shipped).Score(Encoding.UTF8.GetBytes(
            "Kaufen Sie jetzt günstige Schuhe in unserem Geschäft, wir liefern versandkostenfrei in ganz Deutschland!")));

    // Whoever changes the made-up pages or the features trains again: headroom curate train-quality.
    [Fact]
    public void The_shipped_model_is_the_one_that_its_command_learns() => Assert.Equal(
        QualityTraining.Train([], [], 40_000, 1, _ => { }, TestContext.Current.CancellationToken).Text(),
        QualityModel.Shipped.Text());

    // Kinds of dirt that look like prose character by character are for other filters.
    [Fact]
    public void Recorded_dirt_scores_below_clean_texts()
    {
        var scorer = new QualityScorer(QualityModel.Shipped);
        var scored = CurationCases.Of("zh_quality_synth.jsonl")
            .Where(item => Kind(item) is not ("mojibake" or "mojibake_partial" or "wordsoup" or "repetition"))
            .Select(item => (IsClean: Kind(item) == "clean",
                Score: scorer.Score(Encoding.UTF8.GetBytes(item.GetProperty("input").GetString()!))))
            .Where(one => one.Score is not null).ToArray();

        var clean = scored.Where(one => one.IsClean).Select(one => one.Score!.Value).ToArray();
        var dirt = scored.Where(one => !one.IsClean).Select(one => one.Score!.Value).ToArray();
        var area = dirt.Average(low => clean.Average(high => high > low ? 1.0 : high == low ? 0.5 : 0));
        TestContext.Current.TestOutputHelper!.WriteLine($"area under the curve {area:F3}");
        Assert.InRange(area, 0.98, 1);

        static string? Kind(JsonElement item) => item.GetProperty("expected").GetProperty("cls").GetString();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("。。。！！！")]
    [InlineData("\ud83d\ude00")]
    [InlineData("12345678901234567890")]
    public void Texts_without_words_have_a_score_too(string text) => Assert.InRange(
        new QualityScorer(QualityModel.Shipped).Score(Encoding.UTF8.GetBytes(text))!.Value, 0, 0.4);

    [Fact]
    public void A_broken_model_is_refused_with_its_line()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, QualityModel.Shipped.Text().Replace("sentence-length", "length-of-sentences", StringComparison.Ordinal));

        var fault = Assert.Throws<CurationException>(() => QualityModel.Read(path));
        File.Delete(path);

        Assert.Contains("line 3", fault.Message, StringComparison.Ordinal);
    }
}
