using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;

namespace Headroom.Curation.Repetition;

/// <summary>
/// The bytes around equal anchors, as far as a window with the anchor reaches and its text goes. Those that are the
/// same are kept once. Belongs to one thread and is used again and again.
/// </summary>
/// <param name="texts">The corpus.</param>
/// <param name="window">Bytes of a window.</param>
internal sealed class Surroundings(CorpusTexts texts, int window)
{
    private readonly int _before = window - WindowAnchors.GramOf(window);
    private readonly Dictionary<ulong, int> _known = [];
    private readonly List<Place> _places = [];
    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>Different surroundings so far.</summary>
    public int Count => _places.Count;

    /// <summary>Most bytes in front of an anchor.</summary>
    public int Before => _before;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _known.Clear();
        _places.Clear();
    }

    /// <summary>Adds an anchor; the number of its surroundings, and whether they were there before.</summary>
    public (int Number, bool IsKnown) Add(long position, TextRange text)
    {
        var left = (int)Math.Min(_before, position - text.Start);
        var right = (int)Math.Min(window, text.End - position);
        var place = new Place(position, left, right);
        var number = _places.Count;
        var stride = _before + window;
        if (_bytes.Length < (number + 1L) * stride) Array.Resize(ref _bytes, checked(2 * (number + 1) * stride));
        var bytes = _bytes.AsSpan(number * stride, left + right);
        texts.Read(position - left, bytes);

        // A key that belongs to other bytes is taken for the next one.
        for (var key = XxHash3.HashToUInt64(bytes, left); ; key++)
        {
            if (!_known.TryGetValue(key, out var known))
            {
                _known[key] = number;
                _places.Add(place);
                return (number, false);
            }

            if (_places[known].Left == left && bytes.SequenceEqual(Bytes(known))) return (known, true);
        }
    }

    /// <summary>Where surroundings stand, the first time.</summary>
    public TextRange Whole(int number)
    {
        var place = _places[number];
        return new TextRange(place.Position - place.Left, place.Position + place.Right);
    }

    /// <summary>Their bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int number) =>
        _bytes.AsSpan(number * (_before + window), _places[number].Left + _places[number].Right);

    /// <summary>How many of their bytes stand before the anchor.</summary>
    public int Left(int number) => _places[number].Left;

    /// <summary>How many bytes agree before the anchor and from it on.</summary>
    public (int Before, int From) Agreement(int one, int other)
    {
        var left = Bytes(one);
        var right = Bytes(other);
        return (
            CommonEnd(left[..Left(one)], right[..Left(other)]),
            left[Left(one)..].CommonPrefixLength(right[Left(other)..]));
    }

    private static int CommonEnd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var most = Math.Min(left.Length, right.Length);
        var length = 0;
        while (length + 8 <= most)
        {
            var differing = BinaryPrimitives.ReadUInt64LittleEndian(left[(left.Length - length - 8)..])
                ^ BinaryPrimitives.ReadUInt64LittleEndian(right[(right.Length - length - 8)..]);
            if (differing != 0) return length + BitOperations.LeadingZeroCount(differing) / 8;
            length += 8;
        }

        while (length < most && left[^(length + 1)] == right[^(length + 1)]) length++;
        return length;
    }

    private readonly record struct Place(long Position, int Left, int Right);
}
