using System.Text;
using Headroom.Storage.Faults;

namespace Headroom.Storage.Events;

/// <summary>Reads what a <see cref="ByteWriter"/> wrote, and believes none of it.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, bool sharesTexts = false)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly List<string>? _texts = sharesTexts ? [] : null;
    private int _position;

    public readonly bool IsAtEnd => _position == _bytes.Length;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (IsAtEnd) throw Damaged("ends too early");

            var next = _bytes[_position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
        }

        throw Damaged("holds a number of more than 64 bits");
    }

    public int Small()
    {
        var value = Number();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Damaged("holds a number out of range");
    }

    /// <summary>How many items follow: never more than there are bytes.</summary>
    public int Count()
    {
        var value = Number();
        return value >= 0 && value <= _bytes.Length - _position ? (int)value : throw Damaged("ends too early");
    }

    public long? Optional() => Flag() ? Number() : null;

    public bool Flag() => Number() != 0;

    public string Text()
    {
        if (_texts is null) return Whole();

        var number = Number();
        if (number >= 0) return number < _texts.Count ? _texts[(int)number] : throw Damaged("names a text that is not there");

        var text = Whole();
        _texts.Add(text);
        return text;
    }

    private string Whole()
    {
        var count = Count();
        var text = Encoding.UTF8.GetString(_bytes.Slice(_position, count));
        _position += count;
        return text;
    }

    public static StoreException Damaged(string how) => new(
        StoreFault.Damaged, $"A stored record {how}", "restore the last backup");
}
