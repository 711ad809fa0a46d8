using Headroom.Cluster;
using Headroom.Server.Dispatch;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Tests.Dispatch;

public sealed class RecentTextsTests
{
    [Fact]
    public void A_text_is_given_once()
    {
        var texts = new RecentTexts();

        texts.Keep([new JobSubmission(new JobId(1), "a", "one"), new JobSubmission(new JobId(2), "a", "two")]);

        Assert.Equal("two", texts.Take(new JobId(2)));
        Assert.Null(texts.Take(new JobId(2)));
        Assert.Equal("one", texts.Take(new JobId(1)));
        Assert.Null(texts.Take(new JobId(3)));
    }

    [Theory]
    [InlineData(1, 65_536)]
    [InlineData(1 << 20, 16)]
    public void The_oldest_go_when_there_are_many_or_they_are_long(int length, int kept)
    {
        var texts = new RecentTexts();
        var text = new string('x', length);

        for (var job = 1; job <= kept + 10; job++) texts.Keep([new JobSubmission(new JobId(job), "a", text)]);

        Assert.Null(texts.Take(new JobId(10)));
        Assert.NotNull(texts.Take(new JobId(11)));
    }
}
