using System.Text;
using System.Text.Json;
using CsCheck;
using Headroom.Curation.Output;
using Headroom.Curation.Signals;

namespace Headroom.Curation.Tests.Signals;

/// <summary>The signals of whole documents, as RedPajama-V2's own code computed them.</summary>
public sealed class SignalScanTests
{
    private const double Rounding = 1e-8 + 1e-12;

    [Fact]
    public void Every_recorded_signal_of_RedPajama_is_equal_to_eight_decimals()
    {
        var scan = new SignalScan();
        var differences = new List<string>();
        foreach (var item in CurationCases.Of("rpv2_signals.jsonl"))
        {
            using var ours = JsonDocument.Parse(Signals(scan, item.GetProperty("input").GetString()!));
            foreach (var signal in item.GetProperty("expected").EnumerateObject())
            {
                if (Difference(signal.Value, ours.RootElement.GetProperty(signal.Name)) is { } difference)
                    differences.Add($"{item.GetProperty("source")}: {signal.Name} {difference}");
            }
        }

        Assert.Empty(differences);
    }

    // No capital sigma, whose small form at the end of a word is among the examples below.
    [Fact]
    public void Random_texts_have_the_signals_that_their_definitions_give()
    {
        string[] pieces =
        [
            "a", "b", "The", "THE", "é", "É", "e\u0301", "q\u0307\u0323", "中", "文", "한", "x1", "42", "_", ".", "...",
            "…", "!", "?", "#", "'", "-", " ", " ", " ", "\n", "\n", "\t", "\u3000", "javascript", "。", "“", "😀",
        ];
        var texts = Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]).Array[1, 60].Select(string.Concat);
        texts.Where(text => text.Any(char.IsAsciiLetter)).Sample(text =>
        {
            var plain = new PlainSignals(text);
            var scan = new SignalScan();
            scan.Read(Encoding.UTF8.GetBytes(text));

            Assert.Equal(plain.Sentences, scan[DocumentSignal.Sentences]);
            Assert.Equal(plain.WordCount, scan[DocumentSignal.Words]);
            Assert.Equal(plain.WordLength, scan[DocumentSignal.WordLength], 6);
            Assert.Equal(plain.UniqueWords, scan[DocumentSignal.UniqueWords], 6);
            Assert.Equal(plain.Entropy, scan[DocumentSignal.Entropy], 6);
            Assert.Equal(plain.CapitalWords, scan[DocumentSignal.CapitalWords], 6);
            Assert.Equal(plain.NoLetterWords, scan[DocumentSignal.NoLetterWords], 6);
            Assert.Equal(plain.EllipsisLines, scan[DocumentSignal.EllipsisLines], 6);
            Assert.Equal(plain.LineWords, scan.Lines.Select(line => line.Words));
            Assert.All(plain.LineCapitals.Zip(scan.Lines), pair => Assert.Equal(pair.First, pair.Second.Capitals, 6));
            for (var length = 2; length <= 4; length++)
                Assert.Equal(plain.TopGram(length), scan[DocumentSignal.Top2Gram + length - 2], 6);
            for (var length = 5; length <= 10; length++)
                Assert.Equal(plain.RepeatedGrams(length), scan[DocumentSignal.Repeated5Grams + length - 5], 6);
        });
    }

    [Theory]
    [InlineData("ΟΔΟΣ οδος", 1)]
    [InlineData("ΣΟΦΟΣ σοφοσ", 2)]
    [InlineData("İ i\u0307", 1)]
    public void Words_are_lower_cased_as_Python_does(string text, int distinct)
    {
        var scan = new SignalScan();
        scan.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(distinct / 2.0, scan[DocumentSignal.UniqueWords]);
    }

    private static string Signals(SignalScan scan, string text)
    {
        var output = new ByteBuffer();
        scan.Read(Encoding.UTF8.GetBytes(text));
        new SignalJson().Write(scan, writesLines: true, output);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static string? Difference(JsonElement expected, JsonElement actual)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
            return $"has {actual.GetArrayLength()} spans, not {expected.GetArrayLength()}";

        foreach (var (wanted, got) in expected.EnumerateArray().Zip(actual.EnumerateArray()))
        {
            if (wanted[0].GetInt32() != got[0].GetInt32() || wanted[1].GetInt32() != got[1].GetInt32()
                || wanted[2].ValueKind != got[2].ValueKind
                || (wanted[2].ValueKind == JsonValueKind.Number
                    && Math.Abs(wanted[2].GetDouble() - got[2].GetDouble()) > Rounding))
            {
                return $"is {got}, not {wanted}";
            }
        }

        return null;
    }
}
