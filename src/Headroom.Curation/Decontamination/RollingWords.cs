using Headroom.Curation.Text;

namespace Headroom.Curation.Decontamination;

/// <summary>The hash of the last so many words, moved on word by word.</summary>
internal sealed class RollingWords(int length)
{
    private const ulong Base = 0xD6E8FEB86659FD93;

    private readonly ulong[] _window = new ulong[length];
    private readonly int[] _starts = new int[length];
    private readonly ulong _leaving = Power(length);
    private ulong _sum;
    private int _words;
    private int _empty;

    /// <summary>Hash of the n-gram that ends with the last word.</summary>
    public ulong Hash => ByteHash.Mix(_sum);

    /// <summary>Whether there are enough words, and something is left of each.</summary>
    public bool IsWhole => _words >= length && _empty == 0;

    /// <summary>First byte of the n-gram.</summary>
    public int Start => _starts[_words % length];

    /// <summary>Forgets all words.</summary>
    public void Clear()
    {
        Array.Clear(_window);
        _sum = 0;
        _words = 0;
        _empty = 0;
    }

    /// <summary>Moves on to a word.</summary>
    public void Add(ulong word, int start)
    {
        var slot = _words % length;
        if (_words >= length && _window[slot] == 0) _empty--;
        _sum = _sum * Base + word - _window[slot] * _leaving;
        _window[slot] = word;
        _starts[slot] = start;
        _words++;
        if (word == 0) _empty++;
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var times = 0; times < exponent; times++) power *= Base;
        return power;
    }
}
