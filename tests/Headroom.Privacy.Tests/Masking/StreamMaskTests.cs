using CsCheck;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Samples;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Masking;

public sealed class StreamMaskTests
{
    private static readonly string Id = new SampleText(1).ResidentId();

    [Fact]
    public void A_line_of_json_keeps_all_but_the_finding() => Assert.Equal(
        "{\"a\": [1, {\"note\": \"电话<CN_MOBILE>，谢谢\"}], \"b\":null}\n",
        Masked.Of("{\"a\": [1, {\"note\": \"电话13812345678，谢谢\"}], \"b\":null}\n", FileFormat.JsonLines).Text);

    [Fact]
    public void Findings_have_bytes_and_units_of_utf16_within_the_field()
    {
        var finding = Assert.Single(Masked.Of("\n{\"a\":[{\"note\":\"😀电话13812345678\"}]}", FileFormat.JsonLines).Findings);

        Assert.Equal((1L, "a[0].note", "CN_MOBILE"), (finding.Record, finding.Field, finding.Rule.Entity));
        Assert.Equal((10, 21, 4), (finding.Start, finding.End, finding.StartUtf16));
    }

    [Fact]
    public void Escapes_are_undone_before_looking_and_stay_where_nothing_was_found() => Assert.Equal(
        "{\"t\":\"\\u7535\\u8bdd <CN_MOBILE>\\n\"}",
        Masked.Of("{\"t\":\"\\u7535\\u8bdd \\u0031381234567\\u0038\\n\"}", FileFormat.JsonLines).Text);

    [Fact]
    public void A_number_that_is_found_becomes_a_text() => Assert.Equal(
        "{\"phone\":\"<CN_MOBILE>\",\"n\":12}",
        Masked.Of("{\"phone\":13812345678,\"n\":12}", FileFormat.JsonLines).Text);

    [Fact]
    public void Fields_of_separated_values_may_hold_lines_and_quotes() => Assert.Equal(
        "id,note\n1,\"call \"\"me\"\"\non <CN_MOBILE>\"\n2,<EMAIL_ADDRESS>\n",
        Masked.Of("id,note\n1,\"call \"\"me\"\"\non 13812345678\"\n2,a.b@example.com\n", FileFormat.Csv).Text);

    [Fact]
    public void A_quote_inside_a_field_is_a_character_wherever_blocks_end()
    {
        var rows = string.Concat(Enumerable.Range(0, 400).Select(
            row => row % 7 == 0 ? "1,5\" disk\n" : "2,\"line\nwith 13812345678\"\n"));
        var whole = Masked.Of("id,note\n" + rows, FileFormat.Csv);

        Assert.Equal(("id,note\n" + rows).Replace("13812345678", "<CN_MOBILE>", StringComparison.Ordinal), whole.Text);
        Assert.Equal((400, 342), (whole.Result.Records, whole.Result.Findings));
        Assert.Equal(whole.Text, Masked.Of("id,note\n" + rows, FileFormat.Csv, null, run => run with { BlockBytes = 64 }).Text);
    }

    [Fact]
    public void The_name_of_a_column_is_context()
    {
        var found = Masked.Of("ssn,other\n078051121,078051121\n", FileFormat.Csv).Findings;

        Assert.Equal(("ssn", "US_SSN", 0L), (Assert.Single(found).Field, found[0].Rule.Entity, found[0].Record));
    }

    [Theory]
    [InlineData("身份证１１０１０５１９４９１２３１００２Ｘ号", "身份证<CN_RESIDENT_ID>号")]
    [InlineData("手机138-1234-5678转", "手机<CN_MOBILE>转")]
    [InlineData("手机138 1234 5678转", "手机<CN_MOBILE>转")]
    [InlineData("卡号6222 0248 0461 9004。", "卡号<BANK_CARD>。")]
    [InlineData("车牌京A12345停", "车牌<CN_PLATE>停")]
    [InlineData("车牌京A·12345停", "车牌<CN_PLATE>停")]
    [InlineData("车牌粤BD12345停", "车牌<CN_PLATE>停")]
    [InlineData("警车京A1234警", "警车<CN_PLATE>")]
    [InlineData("护照E12345678已签", "护照<CN_PASSPORT>已签")]
    [InlineData("座机010-88993108谢", "座机<CN_LANDLINE>谢")]
    public void Numbers_beside_chinese_characters_are_found(string text, string expected) =>
        Assert.Equal(expected, Masked.Of(text, FileFormat.Text).Text);

    [Theory]
    [InlineData("电话一二三四五六七八九十甲乙 100012345")]
    [InlineData("public 12345")]
    [InlineData("version 1.2.3 of 2024 has 1234567 rows and 3.14159265358979")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    public void What_only_looks_like_a_number_of_somebody_stays(string text) =>
        Assert.Empty(Masked.Of(text, FileFormat.Text).Findings);

    [Fact]
    public void Blocks_and_threads_change_nothing()
    {
        var (text, planted) = new SampleText(3).Lines(200_000, SampleDensity.Dense);
        var whole = Masked.Of(text, FileFormat.JsonLines);

        Assert.True(whole.Findings.Count >= 0.99 * planted, $"{whole.Findings.Count} of {planted}");
        Gen.Select(Gen.Int[512, 8_192], Gen.Int[1, 3]).Sample((bytes, threads) =>
        {
            var cut =
                Masked.Of(text, FileFormat.JsonLines, null, run => run with { BlockBytes = bytes, Threads = threads });
            Assert.Equal(whole.Text, cut.Text);
            Assert.Equal(whole.Findings, cut.Findings);
        }, iter: 20);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("government")]
    [InlineData("health")]
    public void What_was_masked_is_not_found_again(string pack)
    {
        var (text, _) = new SampleText(4).Lines(200_000, SampleDensity.Dense);
        var policy = PolicyPacks.Find(pack)!;
        var masked = Masked.Of(text, FileFormat.JsonLines, policy, run => run with { Key = new MaskKey(new byte[32]) });

        Assert.Empty(
            Masked.Of(
                masked.Text, FileFormat.JsonLines, policy,
                    run => run with { Key = new MaskKey(new byte[32]) }).Findings);
    }

    [Fact]
    public void Encrypted_formats_stay_valid_and_differ()
    {
        var policy = new MaskPolicy { Name = "x", Default = new EncryptFormat() };
        var text = $"{Id} 13812345678 6222024804619004 4111111111111111";
        var masked = Masked.Of(text, FileFormat.Text, policy, run => run with { Key = new MaskKey(new byte[32]) }).Text;

        Assert.Equal(text.Length, masked.Length);
        Assert.Equal(
            ["CN_RESIDENT_ID", "CN_MOBILE", "BANK_CARD", "CREDIT_CARD"],
            Masked.Of(masked, FileFormat.Text).Findings.Select(finding => finding.Rule.Entity));
        Assert.All(masked.Split(' ').Zip(text.Split(' ')), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":\n", FileFormat.JsonLines, "byte 13")]
    [InlineData("{\"a\":\"\\ud800\"}", FileFormat.JsonLines, "byte 6")]
    [InlineData("{\"a\":\"x\n", FileFormat.JsonLines, "has no end")]
    [InlineData("a,b\n\"x", FileFormat.Csv, "byte 4")]
    public void Bad_input_is_told_with_its_place(string text, FileFormat format, string place) =>
        Assert.Contains(
            place, Assert.Throws<RecordException>(() => Masked.Of(text, format)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_long_records_and_bytes_that_are_no_text_are_refused()
    {
        Assert.Contains("nested", Assert.Throws<RecordException>(
            () => Masked.Of(new string('[', 10_000), FileFormat.JsonLines)).Message, StringComparison.Ordinal);
        Assert.Contains("byte 2", Assert.Throws<RecordException>(
            () => Masked.Of([(byte)'a', (byte)'\n', 0xFF], FileFormat.Text)).Message, StringComparison.Ordinal);
        Assert.Contains("longer than", Assert.Throws<RecordException>(
            () => Masked.Of(
                new string('a', 200_000), FileFormat.Text, null,
                    run => run with { BlockBytes = 4_096, RecordBytesMax = 65_536 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_masked_or_refused() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        foreach (var format in Enum.GetValues<FileFormat>())
        {
            try
            {
                Masked.Of(bytes, format);
            }
            catch (RecordException)
            {
                // Refused with its place.
            }
        }
    }, iter: Fuzz.Cases(2_000));

    [Fact]
    public void Any_mixture_of_signs_and_numbers_is_read_to_its_end() =>
        Gen.String[Gen.Char["0123456789 -./:@+()AaEXx_=\"１２电话京·"], 0, 200].Sample(text =>
        {
            var masked = Masked.Of(text, FileFormat.Text);
            Assert.All(masked.Findings, finding => Assert.True(finding.Start < finding.End));
        }, iter: Fuzz.Cases(5_000));
}
