using Headroom.Privacy.Masking;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Tests.Masking;

namespace Headroom.Privacy.Tests.Operators;

public sealed class SurrogateTests
{
    private const string Text = "{\"name\":\"张伟\",\"mail\":\"zhang.wei@corp.cn\",\"phone\":\"13812345678\",\"ip\":\"10.2.3.4\"}\n";

    [Fact]
    public void The_same_value_has_the_same_surrogate_under_the_same_key_and_no_other()
    {
        var policy = PolicyFile.Parse("policy: 1\ndefault: surrogate\nnames: true\n", "p.yaml");
        var once = Of(Text + Text, policy, key: 1);
        var lines = once.Split('\n');

        Assert.Equal(lines[0], lines[1]);
        Assert.NotEqual(once, Of(Text + Text, policy, key: 2));
        foreach (var real in (string[])["张伟", "zhang.wei", "13812345678", "10.2.3.4"])
            Assert.DoesNotContain(real, once, StringComparison.Ordinal);
        Assert.Matches("^\\{\"name\":\"\\p{IsCJKUnifiedIdeographs}{2,4}\",\"mail\":\"user[0-9]{8}@example\\.com\",\"phone\":\"1[3-9][0-9]{9}\",\"ip\":\"198\\.51\\.100\\.[0-9]+\"\\}$", lines[0]);
    }

    [Fact]
    public void Surrogates_by_chance_need_no_key_and_differ_from_run_to_run()
    {
        var policy = PolicyFile.Parse("policy: 1\ndefault: {surrogate: random}\nnames: true\n", "p.yaml");
        var (first, second) = (Of(Text + Text, policy, key: null), Of(Text, policy, key: null));

        Assert.False(policy.NeedsKey);
        Assert.Equal(first.Split('\n')[0], first.Split('\n')[1]);
        Assert.NotEqual(first.Split('\n')[0], second.Split('\n')[0]);
        Assert.Contains("chance", Assert.Throws<InvalidDataException>(() => ResumableMask.Open(
            Path.GetTempPath(), new MaskRun { Policy = policy }, [], null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("浙江省杭州市西湖区文三路12号", "浙江省")]
    [InlineData("北京市海淀区中关村大街1号", "北京")]
    [InlineData("内蒙古自治区呼和浩特市新城区", "内蒙古自治区")]
    [InlineData("杭州市西湖区文三路12号", "杭州市")]
    [InlineData("12 Main Street, Springfield, IL 62701", "IL")]
    [InlineData("12 Main Street", "<ADDRESS>")]
    [InlineData("文三路12号", "<ADDRESS>")]
    public void Of_a_place_the_part_that_many_share_is_left(string address, string expected)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        using var mask = new ValueMask(null, new MaskKey(new byte[32]));
        mask.Write(new Generalise(), "ADDRESS", System.Text.Encoding.UTF8.GetBytes(address), output);

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string Of(string text, MaskPolicy policy, byte? key) => Masked.Of(
        text, FileFormat.JsonLines, policy,
        run => run with { Key = key is { } value ? new MaskKey([.. Enumerable.Repeat(value, 32)]) : null }).Text;
}
