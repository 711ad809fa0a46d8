using CsCheck;
using Headroom.Curation.Repetition;

namespace Headroom.Curation.Tests.Repetition;

/// <summary>Repeated bytes against the definition, window by window.</summary>
public sealed class RepeatedTextTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repeated_bytes_are_those_of_the_windows_that_occur_twice(bool sparesFirst)
    {
        // Few letters and pieces said again, so that windows repeat, overlap themselves and meet in large groups.
        var piece = Gen.Char['a', 'c'].Array[0, 40].Select(letters => new string(letters));
        var text = Gen.Select(piece, piece, Gen.Int[0, 6], (one, other, times) =>
            string.Concat(Enumerable.Repeat(one, times)) + other + one);
        Gen.Select(text.Array[0, 60], Gen.Int[4, 24]).Sample((texts, window) =>
        {
            using var some = new SomeTexts(texts);

            var found = RepeatedText.Find(some.Texts, window, sparesFirst, new ParallelOptions());

            // Ranges of neighbouring texts may touch, so bytes are compared.
            return Bytes(found).SetEquals(Bytes(Windows(texts, window, sparesFirst)));
        }, iter: 300);
    }

    [Fact]
    public void The_first_4064_English_documents_repeat_what_windows_of_100_bytes_repeat()
    {
        var texts = CurationCases.Records("corpus.jsonl.gz")
            .Where(record => record.GetProperty("lang").GetString() == "en")
            .Take(4064)
            .Select(record => record.GetProperty("text").GetString()!);
        using var some = new SomeTexts(texts);

        var all = RepeatedText.Find(some.Texts, 100, sparesFirst: false, new ParallelOptions());
        var later = RepeatedText.Find(some.Texts, 100, sparesFirst: true, new ParallelOptions());

        // Counted once by sorting 122-bit hashes of all windows of the same 12.0 MB.
        Assert.Equal(12_001_163, some.Texts.Length);
        Assert.Equal(2_645_061, all.Sum(range => range.End - range.Start));
        Assert.Equal(1_883_964, later.Sum(range => range.End - range.Start));
    }

    private static HashSet<long> Bytes(IEnumerable<TextRange> ranges)
    {
        var bytes = new HashSet<long>();
        foreach (var range in ranges)
        {
            for (var at = range.Start; at < range.End; at++) bytes.Add(at);
        }

        return bytes;
    }

    private static List<TextRange> Windows(string[] texts, int window, bool sparesFirst)
    {
        var known = new Dictionary<string, long>();
        var found = new List<TextRange>();
        var start = 0L;
        foreach (var text in texts)
        {
            for (var at = 0; at + window <= text.Length; at++)
            {
                if (known.TryAdd(text.Substring(at, window), start + at)) continue;

                found.Add(new TextRange(start + at, start + at + window));
                var first = known[text.Substring(at, window)];
                if (!sparesFirst) found.Add(new TextRange(first, first + window));
            }

            start += text.Length;
        }

        return found;
    }
}
