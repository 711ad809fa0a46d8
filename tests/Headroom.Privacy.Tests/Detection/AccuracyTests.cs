using System.Text;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Rules;
using Headroom.Privacy.Samples;

namespace Headroom.Privacy.Tests.Detection;

public sealed class AccuracyTests(ITestOutputHelper output)
{
    private const int Values = 4_000;

    private static readonly Dictionary<string, string[]> SameAs = new()
    {
        ["CREDIT_CARD"] = ["CREDIT_CARD", "BANK_CARD"],
        ["DOMAIN_NAME"] = ["URL"],
        ["PHONE_NUMBER"] = ["PHONE_NUMBER", "CN_MOBILE", "CN_LANDLINE", "TR_PHONE_NUMBER", "PH_MOBILE_NUMBER", "JP_PHONE_NUMBER"],
        ["US_SSN"] = ["US_SSN"],
        ["EMAIL_ADDRESS"] = ["EMAIL_ADDRESS"],
        ["IP_ADDRESS"] = ["IP_ADDRESS"],
        ["IBAN_CODE"] = ["IBAN_CODE"],
        ["US_DRIVER_LICENSE"] = ["US_DRIVER_LICENSE"],
    };

    [Fact]
    public void There_are_at_least_sixty_entities_and_150_families_of_secrets()
    {
        Assert.True(RuleBook.Entities.Count >= 60, $"{RuleBook.Entities.Count} entities");
        Assert.True(SecretBook.Known.Count + SecretBook.Named.Count >= 150, $"{SecretBook.Known.Count} and {SecretBook.Named.Count} families");
    }

    [Theory]
    [InlineData("用户资料", "已登记")]
    [InlineData("（", "）。")]
    [InlineData("号码：", "，谢谢")]
    [InlineData(" ", ".")]
    public void Numbers_between_any_neighbours_are_found(string before, string after)
    {
        var sample = new SampleText(5);
        var detector = new Detector(new DetectorOptions());
        var findings = new List<Finding>();
        var (found, wrong) = (0, 0);
        for (var index = 0; index < Values; index++)
        {
            var (_, value) = sample.Value();
            var text = before + value + after;
            detector.Find(Encoding.UTF8.GetBytes(text), default, findings);
            var (start, length) = (Encoding.UTF8.GetByteCount(before), Encoding.UTF8.GetByteCount(value));
            var hits = findings.Count(finding => finding.Start == start && finding.End == start + length);
            found += hits;
            wrong += findings.Count - hits;
        }

        output.WriteLine($"{found} of {Values}, {wrong} wrong");
        Assert.True(found >= 0.995 * Values, $"{found} of {Values}");
        Assert.True(wrong <= 0.01 * Values, $"{wrong} wrong");
    }

    [Fact]
    public void Full_width_digits_are_found()
    {
        var sample = new SampleText(6);
        for (var index = 0; index < 1_000; index++)
        {
            var wide = string.Concat(sample.ResidentId().Select(letter => (char)(letter - '0' + '０')));
            Assert.Equal(["CN_RESIDENT_ID"], Entities($"身份证{wide}号"));
        }
    }

    [Fact]
    public void Text_without_anything_personal_has_no_findings()
    {
        var (text, _) = new SampleText(7).Lines(1 << 20, SampleDensity.Clean);

        Assert.Empty(Entities(Encoding.UTF8.GetString(text)));
    }

    [Fact]
    public void The_structured_types_of_the_research_sentences_are_found()
    {
        var (hits, missed, wrong) = (0, 0, 0);
        foreach (var row in CaseFile.Rows("presidio_research_synth_v2.jsonl"))
        {
            var text = row.GetProperty("text").GetString()!;
            var expected = row.GetProperty("spans").EnumerateArray().Zip(row.GetProperty("entities").EnumerateArray())
                .Select(
                    pair =>
                        (
                            Entity: pair.Second.GetString()!, Start: Bytes(text, pair.First[0].GetInt32()),
                                End: Bytes(text, pair.First[1].GetInt32())))
                .Where(span => SameAs.ContainsKey(span.Entity)).ToList();
            var found =
                Found(text).Where(finding => SameAs.Values.Any(names => names.Contains(finding.Rule.Entity))).ToList();
            var matched = found.Where(finding => expected.Any(span => Covers(span, finding))).ToList();
            hits += matched.Count;
            wrong += found.Count - matched.Count;
            foreach (var span in expected.Where(span => !found.Any(finding => Covers(span, finding))))
            {
                missed++;
                output.WriteLine($"missed {span.Entity} {span.Start} to {span.End}: {string.Join(", ", Found(text).Select(finding => (finding.Rule.Name, finding.Start, finding.End)))}");
            }

        }

        var score = 2.0 * hits / (2 * hits + missed + wrong);
        output.WriteLine($"{hits} found, {missed} missed, {wrong} wrong: F1 {score:F3}");
        Assert.True(score >= 0.97, $"F1 {score}");
    }

    private static bool Covers((string Entity, int Start, int End) span, Finding finding) =>
        SameAs[span.Entity].Contains(finding.Rule.Entity)
            && 2 * (Math.Min(span.End, finding.End) - Math.Max(span.Start, finding.Start)) > span.End - span.Start;

    private static int Bytes(string text, int codePoints)
    {
        var index = 0;
        for (; codePoints > 0; codePoints--) index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return Encoding.UTF8.GetByteCount(text.AsSpan(0, index));
    }

    private static IEnumerable<string> Entities(string text) => Found(text).Select(finding => finding.Rule.Entity);

    private static List<Finding> Found(string text)
    {
        var findings = new List<Finding>();
        new Detector(new DetectorOptions()).Find(Encoding.UTF8.GetBytes(text), default, findings);
        return findings;
    }
}
