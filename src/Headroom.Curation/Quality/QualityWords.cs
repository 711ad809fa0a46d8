using Headroom.Curation.Text;

namespace Headroom.Curation.Quality;

/// <summary>Groups of words that tell what a text is for. Safe to use from several threads.</summary>
internal sealed class QualityWords
{
    private readonly Dictionary<ulong, int> _groups = [];
    private readonly ChineseWord[]?[] _chinese = new ChineseWord[0x10000][];

    private QualityWords(IReadOnlyList<string> lines)
    {
        Names = [.. lines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
        var words = lines.SelectMany((line, group) => line[(Names[group].Length + 1)..]
            .Split(',', StringSplitOptions.TrimEntries).Select(word => (Word: word, Group: group))).ToArray();
        foreach (var (word, group) in words.Where(one => one.Word[0] < 128)) _groups.TryAdd(HashOf(word), group);
        foreach (var first in words.Where(one => one.Word[0] >= 128).GroupBy(one => one.Word[0]))
        {
            // The longest first: it is the one that is meant.
            _chinese[first.Key] =
            [
                .. first.OrderByDescending(one => one.Word.Length).Select(one => new ChineseWord(
                    System.Text.Encoding.UTF8.GetBytes(one.Word[1..]), one.Word.Length, one.Group)),
            ];
        }
    }

    /// <summary>The groups that come with the program.</summary>
    public static QualityWords Shipped { get; } = new(SampleText.Lines("quality-words.txt"));

    /// <summary>Names of the groups; the first one is that of words without which there are no sentences.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Hash of a word, a letter at a time, from 0 on.</summary>
    public static ulong Add(ulong hash, int letter)
    {
        hash = (hash ^ (uint)letter) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 32);
    }

    /// <summary>Hash of two words, one behind the other.</summary>
    public static ulong Join(ulong first, ulong second) => ByteHash.Mix((first * 31) ^ second);

    /// <summary>Group of a word or of a pair; -1 for none.</summary>
    public int GroupOf(ulong hash) => _groups.TryGetValue(hash, out var group) ? group : -1;

    /// <summary>Group of the Chinese word that begins with a character, and its length; -1 for none.</summary>
    public (int Group, int Length) GroupAt(int code, ReadOnlySpan<byte> after)
    {
        if ((uint)code < (uint)_chinese.Length && _chinese[code] is { } words)
        {
            foreach (var word in words)
            {
                if (after.StartsWith(word.Rest)) return (word.Group, word.Length);
            }
        }

        return (-1, 0);
    }

    private static ulong HashOf(string words)
    {
        var pair = words.Split(' ');
        var first = pair[0].Aggregate(0UL, (hash, letter) => Add(hash, letter));
        return pair.Length == 1 ? first : Join(first, pair[1].Aggregate(0UL, (hash, letter) => Add(hash, letter)));
    }

    private sealed record ChineseWord(byte[] Rest, int Length, int Group);
}
