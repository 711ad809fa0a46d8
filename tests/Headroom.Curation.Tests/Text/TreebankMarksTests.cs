using System.Text;
using CsCheck;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Text;

/// <summary>The fast way of breaking words is held against all rules, on texts made of what rules look at.</summary>
public sealed class TreebankMarksTests
{
    private static readonly string[] Parts =
    [
        "a", "I", "word", "cannot", "gonna", "can", "it", "don", "'", "''", "'s", "'ll", "n't", "'t", "\"", "`", "``", ".",
        "..", "...", ",", ":", "-", "--", "(", ")", "[", "<", ">", "?", "!", "*", "#", "$", ";", "/", "_", "1", "2.5",
        " ", " ", " ", "\n", "é", "中", "“", "”", "’", "«", "\u00A0", "٣", "U.S.", "e", "x",
    ];

    [Fact]
    public void Both_ways_give_the_same_words() =>
        Gen.Int[0, Parts.Length - 1].List[1, 24].Select(parts => string.Concat(parts.Select(part => Parts[part])))
            .Sample(text => Assert.Equal(ByRules(text), ByBreaker(text)), iter: 20_000);

    private static string ByBreaker(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var words = new WordList();
        words.Clear(bytes.Length);
        new TreebankWords().Break(bytes, words);
        return Shape(words);
    }

    private static string ByRules(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var words = new WordList();
        words.Clear(bytes.Length);
        new TreebankWords { UsesRulesAlone = true }.Break(bytes, words);
        return Shape(words);
    }

    // Numbers, lengths, hashes and kinds: whatever filters see of words.
    private static string Shape(WordList words) => string.Join(' ', words.Numbers.ToArray()
        .Zip(words.Lengths.ToArray(), (number, length) => $"{words.Hashes[number]:x}:{length}"))
        + $" {words.WithLetter} {words.NotSymbols} {words.NotSymbolCharacters}";
}
