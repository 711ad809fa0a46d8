using CsCheck;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Text;

/// <summary>The counting of n-grams is held against plain sets of joined words.</summary>
public sealed class NGramLevelsTests
{
    private static readonly Gen<string[]> Words =
        Gen.Int[0, 5].Select(word => new string((char)('a' + word), 1 + word)).Array[1, 60];

    [Fact]
    public void Top_and_repeated_n_grams_are_those_of_joined_words() => Words.Sample(words =>
    {
        var list = ListOf(words);
        var levels = new NGramLevels();
        levels.Begin(list);
        for (var length = 2; length <= Math.Min(4, words.Length); length++)
        {
            levels.Lengthen(list);
            Assert.Equal(Top(words, length), levels.TopCharacters());
        }

        for (var first = 5; first <= Math.Min(7, words.Length); first++)
        {
            levels.BeginWith(list, first);
            Assert.Equal(Repeated(words, first), levels.RepeatedCharacters());
            Assert.InRange(levels.RepeatedCharacters(), 0, levels.CoveredCharacters());
        }
    });

    [Fact]
    public void Below_the_cutoff_no_n_gram_is_too_large_a_share() => Words.Sample(words =>
    {
        double[] shares = [0.2, 0.18, 0.16];
        var characters = string.Join(' ', words).Length;
        var list = ListOf(words);
        var cutoff = TopCutoff.Of(list, characters, shares);
        for (var length = 2; length <= Math.Min(4, words.Length); length++)
        {
            var grams = Grams(words, length).GroupBy(gram => gram).Where(group => group.Count() > 1);
            Assert.All(grams, group => Assert.True(
                group.Count() >= cutoff || group.Count() * group.Key.Length <= shares[length - 2] * characters));
        }
    });

    private static WordList ListOf(string[] words)
    {
        var list = new WordList();
        list.Clear(16);
        foreach (var word in words) list.Add(System.Text.Encoding.UTF8.GetBytes(word));
        return list;
    }

    private static IEnumerable<string> Grams(string[] words, int length) =>
        Enumerable.Range(0, words.Length - length + 1)
            .Select(start => string.Join(' ', words[start..(start + length)]));

    private static long Top(string[] words, int length)
    {
        var top = Grams(words, length).GroupBy(gram => gram).MaxBy(group => group.Count())!;
        return top.Key.Length * (long)top.Count();
    }

    private static long Repeated(string[] words, int length)
    {
        var seen = new HashSet<string>();
        var characters = 0L;
        for (var start = 0; start <= words.Length - length;)
        {
            var isNew = seen.Add(string.Join(' ', words[start..(start + length)]));
            if (!isNew) characters += words[start..(start + length)].Sum(word => word.Length);
            start += isNew ? 1 : length;
        }

        return characters;
    }
}
