using System.Text;
using System.Text.Json;
using CsCheck;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Masking;
using Headroom.Privacy.NameTraining;
using Headroom.Privacy.Records;
using Headroom.Privacy.Samples;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Masking;

/// <summary>Texts that were right once, with bytes changed, taken out, doubled and put elsewhere.</summary>
public sealed class MutationTests
{
    private const int Mutations = 4_000;
    private const string Signs = "\"\\\n\r,:{}[]0\t -";

    private static readonly Gen<(int Kind, int At, int Length, byte Value)[]> Changes =
        Gen.Select(
            Gen.Int[0, 5], Gen.Int[0, 3_000], Gen.Int[1, 40],
            Gen.OneOf(Gen.Byte, Gen.Int[0, Signs.Length - 1].Select(index => (byte)Signs[index])))
            .Array[1, 8];

    private static readonly byte[] Lines = new SampleText(11).Lines(2_000, SampleDensity.Dense).Text;

    [Theory]
    [InlineData(FileFormat.JsonLines)]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.TabSeparated)]
    [InlineData(FileFormat.Text)]
    public void Whatever_is_done_to_a_text_it_is_masked_or_refused_alike_by_any_blocks_and_threads(FileFormat format) =>
        Changes.Sample(changes =>
        {
            var text = Changed(Start(format), changes);
            var whole = Outcome(text, format, run => run);

            // Which of several faults is told first depends on where blocks end; what is written does not.
            Assert.Equal(whole, Outcome(text, format, run => run with { BlockBytes = 256, Threads = 3 }));
        }, iter: Fuzz.Cases(Mutations));

    [Fact]
    public void Lines_of_json_stay_lines_of_json_with_as_many_members() => Changes.Sample(changes =>
    {
        var text = Changed(Lines, changes);
        if (Outcome(text, FileFormat.JsonLines, run => run) is not { IsRefused: false } outcome) return;

        var before = Encoding.UTF8.GetString(text).Split('\n');
        var after = outcome.Text.Split('\n');
        Assert.Equal(before.Length, after.Length);
        foreach (var (line, masked) in before.Zip(after))
        {
            if (Shape(line) is { } shape) Assert.Equal(shape, Shape(masked));
        }
    }, iter: Fuzz.Cases(Mutations));

    [Fact]
    public void What_is_found_lies_within_the_text_on_whole_characters_and_apart()
    {
        var detector = new ThreadLocal<Detector>(() => new Detector(new DetectorOptions { MinimumScore = 0 }));
        var names = NameLines();
        Changes.Sample(changes =>
        {
            var bytes = Changed(names, changes);

            // Readers hand on what is UTF-8 alone.
            var text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
            var findings = new List<Finding>();
            detector.Value!.Find(text, "note"u8, findings);

            var end = 0;
            foreach (var finding in findings)
            {
                Assert.InRange(finding.Start, end, finding.End - 1);
                Assert.InRange(finding.End, finding.Start + 1, text.Length);
                Assert.False(IsInside(text, finding.Start) || IsInside(text, finding.End));
                end = finding.End;
            }
        }, iter: Fuzz.Cases(Mutations));
    }

    private static bool IsInside(byte[] text, int at) => at < text.Length && (text[at] & 0xC0) == 0x80;

    private static byte[] NameLines()
    {
        var sentences = new NameSentences(5);
        return Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 12).Select(_ => Encoding.UTF8.GetString(sentences.Next(1).Text) + ' '))
                + Encoding.UTF8.GetString(Lines));
    }

    private static byte[] Start(FileFormat format)
    {
        var separator = format == FileFormat.TabSeparated ? '\t' : ',';
        var lines = Encoding.UTF8.GetString(Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return format is FileFormat.Csv or FileFormat.TabSeparated
            ? Encoding.UTF8.GetBytes($"id{separator}note\n" + string.Concat(lines.Select(
                line => $"7{separator}\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")))
            : Lines;
    }

    private static (string Text, bool IsRefused) Outcome(byte[] text, FileFormat format, Func<MaskRun, MaskRun> with)
    {
        try
        {
            return (Masked.Of(text, format, null, with).Text, false);
        }
        catch (RecordException)
        {
            return ("", true);
        }
    }

    // Names of members are masked as values are.
    private static string? Shape(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? $"{document.RootElement.EnumerateObject().Count()} members"
                : "one value";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Changed(byte[] text, (int Kind, int At, int Length, byte Value)[] changes)
    {
        var bytes = text.ToList();
        foreach (var (kind, place, many, value) in changes)
        {
            var at = place % Math.Max(1, bytes.Count);
            var length = Math.Min(many, bytes.Count - at);
            switch (kind)
            {
                case 0 when bytes.Count > 0:
                    bytes[at] = value;
                    break;
                case 1:
                    bytes.Insert(at, value);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    var moved = bytes.GetRange(at, length);
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(bytes.Count / 2, moved);
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat(value, many));
                    break;
            }
        }

        return [.. bytes];
    }
}
