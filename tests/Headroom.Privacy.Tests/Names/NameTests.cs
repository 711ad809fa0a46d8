using System.Text;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Names;
using Headroom.Privacy.NameTraining;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Tests.Names;

public sealed class NameTests(ITestOutputHelper output)
{
    private static readonly HashSet<string> Both = ["PERSON", "ADDRESS"];

    [Theory]
    [InlineData("联系张三电话13812345678", "PERSON 张三", "CN_MOBILE 13812345678")]
    [InlineData("请联系王小明，谢谢", "PERSON 王小明")]
    [InlineData("患者王小明复查", "PERSON 王小明")]
    [InlineData("我家住在北京市朝阳区建国路88号院3号楼1201室", "ADDRESS 北京市朝阳区建国路88号院3号楼1201室")]
    [InlineData("张总和李经理于昨天去了上海", "PERSON 张", "PERSON 李")]
    [InlineData("Please call John Smith at 212-555-1234", "PERSON John Smith", "PHONE_NUMBER 212-555-1234")]
    [InlineData("Xiao Ming and Zhang Wei met Li Lei", "PERSON Xiao Ming", "PERSON Zhang Wei", "PERSON Li Lei")]
    [InlineData("Ship it to 221 Baker Street, London", "ADDRESS 221 Baker Street, London")]
    [InlineData("高峰期系统响应较慢，希望尽快优化")]
    [InlineData("The Quick Brown Fox jumps over the lazy dog")]
    [InlineData("")]
    public void Names_and_addresses_are_found_beside_numbers(string text, params string[] expected) =>
        Assert.Equal(expected, Found(text, new DetectorOptions()));

    [Theory]
    [InlineData("name", "john smith", "PERSON john smith")]
    [InlineData("customerName", "Okonjo", "PERSON Okonjo")]
    [InlineData("姓名", "欧阳修", "PERSON 欧阳修")]
    [InlineData("地址", "解放路5号", "ADDRESS 解放路5号")]
    public void The_name_of_a_field_speaks_for_its_value(string field, string text, string expected) =>
        Assert.Equal([expected], Found(text, new DetectorOptions(), field));

    [Theory]
    [InlineData("file_name")]
    [InlineData("ip_address")]
    [InlineData("productName")]
    public void Other_fields_say_nothing(string field) =>
        Assert.Equal(FieldKind.Any, FieldKinds.Of(Encoding.UTF8.GetBytes(field)));

    [Fact]
    public void Names_are_not_looked_for_where_nobody_asks() =>
        Assert.Empty(Found("Please call John Smith", new DetectorOptions { FindsNames = false }));

    [Fact]
    public void Places_are_found_where_they_are_asked_for() =>
        Assert.Equal(
            ["LOCATION 上海"], Found("我在上海工作", new DetectorOptions { MinimumScore = 0, Entities = new HashSet<string> { "LOCATION" } }));

    [Fact]
    public void Made_up_texts_of_another_seed_are_tagged_well()
    {
        var sentences = new NameSentences(99);
        var (hits, found, expected) = (0, 0, 0);
        var detector = new Detector(new DetectorOptions { Entities = Both });
        var findings = new List<Finding>();
        for (var index = 0; index < 5_000; index++)
        {
            var text = sentences.Next(1 + index % 3);
            detector.Find(text.Text, default, findings);
            var spans = text.Spans.Where(span => span.Tag is NameTag.PersonBegin or NameTag.AddressBegin)
                .Select(span => (span.Start, span.End)).ToHashSet();
            (found, expected) = (found + findings.Count, expected + spans.Count);
            hits += findings.Count(finding => spans.Contains((finding.Start, finding.End)));
        }

        var (precision, recall) = ((double)hits / found, (double)hits / expected);
        output.WriteLine($"precision {precision:F3}, recall {recall:F3}");
        Assert.True(precision >= 0.93 && recall >= 0.92, $"precision {precision}, recall {recall}");
    }

    // The words are in no text of training: only dictionaries know that a name ends before them.
    [Fact]
    public void A_name_ends_where_a_word_begins_that_training_never_had()
    {
        var words = NameLexicon.Read("han-rare-words.txt");
        var parts = new ChineseParts(new Chance(7));
        const int Texts = 2_000;
        var exact = 0;
        for (var index = 0; index < Texts; index++)
        {
            var name = parts.Person();
            exact += Found($"患者{name}{words[index * 11 % words.Count]}", new DetectorOptions { Entities = Both }).Contains($"PERSON {name}") ? 1 : 0;
        }

        output.WriteLine($"{exact} of {Texts}");
        Assert.True(exact >= 0.9 * Texts, $"{exact} of {Texts}");
    }

    [Theory]
    [InlineData("PERSON", "PERSON", 0.75)]
    [InlineData("STREET_ADDRESS", "ADDRESS", 0.85)]
    public void The_research_sentences_are_read_without_having_been_learnt(string theirs, string ours, double least)
    {
        var (hits, missed, wrong) = (0, 0, 0);
        var detector = new Detector(new DetectorOptions { Entities = Both });
        var findings = new List<Finding>();
        foreach (var row in CaseFile.Rows("presidio_research_synth_v2.jsonl"))
        {
            var text = row.GetProperty("text").GetString()!;
            var spans = row.GetProperty("spans").EnumerateArray().Zip(row.GetProperty("entities").EnumerateArray())
                .Where(pair => pair.Second.GetString() == theirs)
                .Select(pair => pair.First)
                .Select(span => (Start: Bytes(text, span[0].GetInt32()), End: Bytes(text, span[1].GetInt32())))
                .ToList();
            detector.Find(Encoding.UTF8.GetBytes(text), default, findings);
            var found = findings.Where(finding => finding.Rule.Entity == ours).ToList();
            var matched = found.Count(finding => spans.Any(span => Covers(span, finding)));
            (hits, wrong) = (hits + matched, wrong + found.Count - matched);
            missed += spans.Count(span => !found.Any(finding => Covers(span, finding)));
        }

        var score = 2.0 * hits / (2 * hits + missed + wrong);
        output.WriteLine($"{theirs}: {hits} found, {missed} missed, {wrong} wrong: F1 {score:F3}");
        Assert.True(score >= least, $"F1 {score}");
    }

    [Fact]
    public void Any_bytes_are_read_to_their_end()
    {
        var detector = new Detector(new DetectorOptions { Entities = Both, MinimumScore = 0 });
        var findings = new List<Finding>();
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new byte[random.Next(1, 600)];
            random.NextBytes(text);
            var sample = Encoding.UTF8.GetBytes("张三 at 5 Main St, Dr. O'Neil’s 北京市长安街1号");
            sample.AsSpan(0, Math.Min(sample.Length, text.Length)).CopyTo(text);
            detector.Find(text, default, findings);
            Assert.All(findings, finding => Assert.InRange(finding.End, finding.Start + 1, text.Length));
            Assert.All(findings.Zip(findings.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        }
    }

    [Fact]
    public void The_same_plan_gives_the_same_model_and_a_damaged_one_is_refused()
    {
        var plan = new TrainingPlan(5, 300, 1);
        var (first, second) = (new MemoryStream(), new MemoryStream());
        new PerceptronTraining().Train(plan, null, TestContext.Current.CancellationToken).Write(first);
        new PerceptronTraining().Train(plan, null, TestContext.Current.CancellationToken).Write(second);

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.NotNull(NameModel.Read(new MemoryStream(first.ToArray()), "a"));
        Assert.Throws<InvalidDataException>(() => NameModel.Read(new MemoryStream(first.ToArray()[..200]), "a"));
        Assert.Throws<InvalidDataException>(() => NameModel.Read(new MemoryStream("no model"u8.ToArray()), "a"));
        Assert.Throws<InvalidDataException>(() => NameModel.Read(new MemoryStream([]), "a"));
    }

    [Fact]
    public void Masked_texts_show_no_names_when_they_are_read_again()
    {
        var (text, planted) = NameLines.Make(5, 1 << 20);
        var policy = PolicyPacks.Default with { Detection = new DetectorOptions() };
        var run = new MaskRun { Policy = policy, Format = FileFormat.JsonLines };
        var masked = new MemoryStream();
        var first = StreamMask.Run(run, "a", new MemoryStream(text), masked, TestContext.Current.CancellationToken);
        masked.Position = 0;
        var again = StreamMask.Run(run with { Writes = false }, "a", masked, null, TestContext.Current.CancellationToken);

        Assert.InRange(first.Findings, 0.97 * planted, 1.03 * planted);
        Assert.Equal(0, again.Findings);
    }

    private static bool Covers((int Start, int End) span, Finding finding) =>
        2 * (Math.Min(span.End, finding.End) - Math.Max(span.Start, finding.Start)) > span.End - span.Start;

    private static int Bytes(string text, int codePoints)
    {
        var index = 0;
        for (; codePoints > 0; codePoints--) index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return Encoding.UTF8.GetByteCount(text.AsSpan(0, index));
    }

    private static IEnumerable<string> Found(string text, DetectorOptions options, string field = "")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var findings = new List<Finding>();
        new Detector(options).Find(bytes, Encoding.UTF8.GetBytes(field), findings);
        return findings.Select(finding => $"{finding.Rule.Entity} {Encoding.UTF8.GetString(bytes[finding.Start..finding.End])}");
    }
}
