using System.Text;
using System.Text.Json;
using Headroom.Privacy.Detection;

namespace Headroom.Privacy.Tests.Detection;

public sealed class PublishedCasesTests(ITestOutputHelper output)
{
    [Fact]
    public void Chinese_numbers_are_valid_exactly_where_the_standards_say_so()
    {
        var faults = new List<string>();
        foreach (var row in CaseFile.Rows("cn_validators.jsonl"))
        {
            var (entity, text) = (row.GetProperty("entity").GetString()!, row.GetProperty("text").GetString()!);
            var expected = row.GetProperty("valid").GetBoolean();
            var isFound = Found(text, entity, 0.4).Contains((0, text.Length));
            if (isFound != expected) faults.Add($"{entity} {text} {expected}");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Nearly_all_cases_of_presidio_are_answered_as_its_tests_demand()
    {
        var (count, good) = (0, 0);
        foreach (var row in CaseFile.Presidio())
        {
            var (entity, text) = (row.GetProperty("entity").GetString()!, row.GetProperty("text").GetString()!);
            var expected = row.GetProperty("spans").EnumerateArray()
                .Select(span => (Utf16(text, span[0].GetInt32()), Utf16(text, span[1].GetInt32()))).ToList();
            var found = Found(text, entity, 0);
            count++;
            if (found.SequenceEqual(expected)) good++;
            else output.WriteLine($"{entity} {JsonSerializer.Serialize(text)}: {string.Join(' ', found)}, not {string.Join(' ', expected)}");
        }

        output.WriteLine($"{good} of {count}");
        Assert.True(good >= 0.98 * count, $"{good} of {count}");
    }

    private static int Utf16(string text, int codePoints)
    {
        var index = 0;
        for (; codePoints > 0; codePoints--) index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return index;
    }

    private static List<(int Start, int End)> Found(string text, string entity, double minimum)
    {
        var detector =
            new Detector(new DetectorOptions { Entities = new HashSet<string> { entity }, MinimumScore = minimum });
        var bytes = Encoding.UTF8.GetBytes(text);
        var findings = new List<Finding>();
        detector.Find(bytes, default, findings);
        return [.. findings.Select(finding => (
            Encoding.UTF8.GetCharCount(bytes, 0, finding.Start), Encoding.UTF8.GetCharCount(bytes, 0, finding.End)))];
    }
}
