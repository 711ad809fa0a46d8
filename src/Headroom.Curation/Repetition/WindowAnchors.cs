using System.Numerics;
using Headroom.Curation.Text;

namespace Headroom.Curation.Repetition;

/// <summary>
/// Chooses anchors so that every window of a text has one, at a place that depends on the bytes of the window alone:
/// of its grams the one with the least hash, the leftmost of equals (winnowing, Schleimer, Wilkerson and Aiken 2003).
/// Equal windows therefore have equal anchors at equal places. Belongs to one thread.
/// </summary>
internal sealed class WindowAnchors
{
    private const int GramMax = 32;
    private const ulong Base = 0x9E3779B97F4A7C15;

    private readonly int _window;
    private readonly int _grams;
    private readonly ulong _leaving = 1;
    private readonly ulong[] _recent;

    /// <param name="window">Bytes of a window, from 2.</param>
    public WindowAnchors(int window)
    {
        _window = window;
        Gram = GramOf(window);
        _grams = window - Gram + 1;
        for (var times = 0; times < Gram; times++) _leaving *= Base;
        _recent = new ulong[BitOperations.RoundUpToPowerOf2((uint)_grams)];
    }

    /// <summary>Bytes of an anchor.</summary>
    public int Gram { get; }

    /// <summary>Bytes of the anchors of windows of that length.</summary>
    public static int GramOf(int window) => Math.Min(GramMax, window / 2);

    /// <summary>Adds the anchors of one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins in the corpus.</param>
    /// <param name="shelf">Takes the anchors.</param>
    public void Find(ReadOnlySpan<byte> text, long start, AnchorShelf shelf)
    {
        if (text.Length < _window) return;

        var hash = 0UL;
        foreach (var one in text[..(Gram - 1)]) hash = hash * Base + one + 1;

        var recent = _recent;
        var mask = recent.Length - 1;
        var least = ulong.MaxValue;
        var (best, told) = (0, -1);
        for (var at = 0; at + Gram <= text.Length; at++)
        {
            hash = hash * Base + text[at + Gram - 1] + 1;
            if (at > 0) hash -= (text[at - 1] + 1UL) * _leaving;

            var order = ByteHash.Mix(hash);
            recent[at & mask] = order;
            if (order < least) (least, best) = (order, at);
            else if (best <= at - _grams) (least, best) = Least(at);
            if (at < _grams - 1 || best == told) continue;

            shelf.Add(new Anchor(least, start + best));
            told = best;
        }
    }

    private (ulong Least, int Best) Least(int at)
    {
        var mask = _recent.Length - 1;
        var best = at - _grams + 1;
        var least = _recent[best & mask];
        for (var other = best + 1; other <= at; other++)
        {
            if (_recent[other & mask] < least) (least, best) = (_recent[other & mask], other);
        }

        return (least, best);
    }
}
