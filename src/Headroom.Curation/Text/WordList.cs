using System.Runtime.CompilerServices;

namespace Headroom.Curation.Text;

/// <summary>The words of one document as numbers: equal words have equal numbers.</summary>
internal sealed class WordList
{
    private readonly IdentityTable _table = new();
    private int[] _numbers = new int[1024];
    private int[] _lengths = new int[1024];
    private int[] _counts = new int[1024];
    private ulong[] _hashes = new ulong[1024];
    private int[] _firsts = new int[1024];

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Number of different words.</summary>
    public int Distinct => _table.Count;

    /// <summary>Number of each word, by position.</summary>
    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, Count);

    /// <summary>Code points of each word, by position.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Count);

    /// <summary>How often each different word occurs, by its number.</summary>
    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, Distinct);

    /// <summary>Hash of each different word, by its number.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Distinct);

    /// <summary>Words that hold a letter.</summary>
    public int WithLetter { get; private set; }

    /// <summary>Words that are not symbols alone.</summary>
    public int NotSymbols { get; private set; }

    /// <summary>Code points of the words that are not symbols alone.</summary>
    public long NotSymbolCharacters { get; private set; }

    /// <summary>Begins with a text of so many bytes.</summary>
    public void Clear(int bytes)
    {
        _table.Clear(bytes / 16);
        Count = 0;
        WithLetter = 0;
        NotSymbols = 0;
        NotSymbolCharacters = 0;
    }

    /// <summary>Adds a word.</summary>
    /// <param name="word">Its bytes.</param>
    /// <param name="characters">Its code points.</param>
    /// <param name="kinds">The kinds of them all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> word, int characters, CharacterKinds kinds)
    {
        var hash = ByteHash.Of(word);
        var known = _table.Count;
        var number = _table.Number(hash);
        if (number == known) Begin(number, hash);
        if (Count == _numbers.Length) GrowPositions();
        _counts[number]++;
        _numbers[Count] = number;
        _lengths[Count++] = characters;
        if ((kinds & CharacterKinds.Letter) != 0) WithLetter++;
        if ((kinds & CharacterKinds.NotSymbol) == 0) return;

        NotSymbols++;
        NotSymbolCharacters += characters;
    }

    /// <summary>Adds a word whose kinds are not known yet.</summary>
    public void Add(ReadOnlySpan<byte> word)
    {
        var kinds = CharacterKinds.None;
        var index = 0;
        while (index < word.Length && word[index] < 128) kinds |= Characters.Of(word[index++]);

        var characters = index;
        for (; index < word.Length; characters++) kinds |= Characters.Of(Utf8.Next(word, ref index));
        Add(word, characters, kinds);
    }

    /// <summary>Code points of the longest word that occurs so often; 0 when none does.</summary>
    public int LongestOf(int count)
    {
        var longest = 0;
        for (var number = 0; number < Distinct; number++)
        {
            if (_counts[number] >= count) longest = Math.Max(longest, _lengths[_firsts[number]]);
        }

        return longest;
    }

    private void Begin(int number, ulong hash)
    {
        if (number == _counts.Length)
        {
            Array.Resize(ref _counts, 2 * number);
            Array.Resize(ref _hashes, 2 * number);
            Array.Resize(ref _firsts, 2 * number);
        }

        _counts[number] = 0;
        _hashes[number] = hash;
        _firsts[number] = Count;
    }

    private void GrowPositions()
    {
        Array.Resize(ref _numbers, 2 * Count);
        Array.Resize(ref _lengths, 2 * Count);
    }
}
