using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Contract;

public sealed class RunIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("job-12-attempt-3")]
    [InlineData("01jdv5q0z8w4c9r2k7m3x6t1ab")]
    [InlineData("123456789012345678901234567890123456789012345678")]
    public void A_safe_name_is_a_run_id(string text)
    {
        Assert.Null(RunId.Fault(text));
        Assert.True(RunId.TryParse(text, out var id));
        Assert.Equal(text, id.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("/etc/passwd")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a;rm -rf")]
    [InlineData("1234567890123456789012345678901234567890123456789")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.NotNull(RunId.Fault(text));
        Assert.False(RunId.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => RunId.Of(text!));
    }

    [Fact]
    public void An_id_without_a_name_is_refused_when_it_is_used() =>
        Assert.Throws<InvalidOperationException>(() => default(RunId).Text);
}
