using System.Text;
using CsCheck;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;

namespace Headroom.Privacy.Tests.Masking;

public sealed class TextMaskTests
{
    private static readonly string[] Texts =
        ["to anna@example.org", "x", "", "a\nb 4111 1111 1111 1111\n", "第 c@example.org 行", "\n\n"];

    [Fact]
    public void Every_line_of_a_text_is_masked_and_the_rest_is_as_it_was()
    {
        using var mask = new TextMask(PolicyPacks.Default);

        var isMasked = mask.Mask("to anna@example.org\n\n第二行 b@example.org\nend"u8, out var masked);

        Assert.True(isMasked);
        Assert.Equal("to <EMAIL_ADDRESS>\n\n第二行 <EMAIL_ADDRESS>\nend", Encoding.UTF8.GetString(masked));
    }

    [Fact]
    public void A_text_without_findings_is_not_written_at_all()
    {
        using var mask = new TextMask(PolicyPacks.Default);

        Assert.False(mask.Mask("nobody is named\n"u8, out var masked));
        Assert.True(masked.IsEmpty);
        Assert.False(mask.Mask(""u8, out _));
    }

    [Fact]
    public void What_it_writes_does_not_depend_on_the_texts_before() =>
        Gen.Int[0, Texts.Length - 1].Select(text => Texts[text]).Array[1, 8]
            .Sample(texts =>
            {
                using var mask = new TextMask(PolicyPacks.Default);
                foreach (var text in texts)
                {
                    using var alone = new TextMask(PolicyPacks.Default);
                    Assert.Equal(Masked(alone, text), Masked(mask, text));
                }
            }, iter: 40, threads: 1);

    [Theory]
    [InlineData("pseudonym")]
    [InlineData("surrogate")]
    [InlineData("ff1")]
    public void A_policy_that_draws_by_chance_or_needs_a_key_is_refused(string action)
    {
        var policy = PolicyFile.Parse($"policy: 1\nname: own\ndefault: {action}\n", "own.yaml");

        Assert.Throws<ArgumentException>(() => new TextMask(policy));
    }

    private static string? Masked(TextMask mask, string text) =>
        mask.Mask(Encoding.UTF8.GetBytes(text), out var masked) ? Encoding.UTF8.GetString(masked) : null;
}
