namespace Headroom.Privacy.Tests.Detection;

/// <summary>Addresses of networks, telephones, and what only looks like one.</summary>
public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("nameserver 8.8.8.8")]
    [InlineData("8.8.8.8")]
    [InlineData("10.0.0.1 Router")]
    [InlineData("192.168.1.9 Gateway")]
    [InlineData("1.1.1.1 dns.example.org")]
    [InlineData("on fe80::1 and more")]
    [InlineData("fe80::/10")]
    [InlineData("::1 localhost")]
    public void Addresses_are_found(string text) => Assert.Contains("IP_ADDRESS", Found(text));

    [Theory]
    [InlineData("6.3.4.1. Partitioning")]
    [InlineData("above\n\n  2.1.1.4 Packet Payloads")]
    [InlineData("6.3.4.2. 导引式分区")]
    [InlineData("6.3.1.1 检测可用内存")]
    [InlineData("the modules B::C and B::CC")]
    [InlineData("sysrq.c line 587:: the end")]
    public void Headings_and_code_are_none(string text) => Assert.DoesNotContain("IP_ADDRESS", Found(text));

    [Theory]
    [InlineData("call 06 12 34 56 78", true)]
    [InlineData("phone 12 34 56 78.", true)]
    [InlineData("16 17 18 19 20 21 22 23 24 25", false)]
    [InlineData("code: 00 08 90 90 90 90 eb", false)]
    public void A_row_of_numbers_is_no_telephone(string text, bool isFound) =>
        Assert.Equal(isFound, Found(text).Contains("PHONE_NUMBER"));

    // A word beside it that speaks for any telephone makes no landline of a mobile.
    [Theory]
    [InlineData("手机号:+86-138-0013-8000", "CN_MOBILE")]
    [InlineData("手机+8613800138000", "CN_MOBILE")]
    [InlineData("电话 +86 10 62781234", "CN_LANDLINE")]
    [InlineData("电话010-6278 1234", "CN_LANDLINE")]
    [InlineData("电话０１０－６２７８ １２３４", "CN_LANDLINE")]
    [InlineData("phone +44 20 7946 0958", "PHONE_NUMBER")]
    public void A_telephone_is_told_by_its_digits(string text, string entity) => Assert.Equal([entity], Found(text));

    [Theory]
    [InlineData("微信 wxid_abc12345", "wxid_abc12345")]
    [InlineData("微信号: zhang_san-88 谢谢", "zhang_san-88")]
    [InlineData("wechat: lihua2026", "lihua2026")]
    public void A_name_at_WeChat_is_found_whole(string text, string name) =>
        Assert.Equal(name, Assert.Single(Detected.In(text), finding => finding.Entity == "CN_WECHAT").Text);

    private static IEnumerable<string> Found(string text) => Detected.In(text).Select(finding => finding.Entity);
}
