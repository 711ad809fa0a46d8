namespace Headroom.Tagging.Tokens;

/// <summary>Tokens that a model knows, with their numbers.</summary>
internal sealed class Vocabulary
{
    /// <summary>Longest file of a vocabulary, in bytes.</summary>
    public const long BytesMax = 64L << 20;

    private const int CountMax = 2_000_000;

    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _first;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _further;

    /// <param name="numbers">Numbers by token.</param>
    /// <param name="prefix">What begins tokens that go on with a word; empty for none.</param>
    public Vocabulary(Dictionary<string, int> numbers, string prefix)
    {
        _numbers = numbers;
        _first = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var further = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (token, number) in numbers)
        {
            if (prefix.Length > 0 && token.StartsWith(prefix, StringComparison.Ordinal))
                further[token[prefix.Length..]] = number;
        }

        _further = further.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Tokens.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number of a token; null where it is not known.</summary>
    public int? Find(string token) => _numbers.TryGetValue(token, out var number) ? number : null;

    /// <summary>The number of a token that begins a word, or goes on with one; -1 where it is not known.</summary>
    public int Find(ReadOnlySpan<char> token, bool isFirst) =>
        (isFirst ? _first : _further).TryGetValue(token, out var number) ? number : -1;

    /// <summary>Reads a file with a token a line, the first of which has the number 0.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static Dictionary<string, int> Lines(string path)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            if (numbers.Count == CountMax || line.Length > 1_000)
                throw new InvalidDataException($"{path}, line {numbers.Count + 1}: no vocabulary has so many or so long tokens; it has one a line");
            if (!numbers.TryAdd(line, numbers.Count))
                throw new InvalidDataException($"{path}, line {numbers.Count + 1}: the token '{line}' is there already; each has a line of its own");
        }

        return numbers;
    }
}
