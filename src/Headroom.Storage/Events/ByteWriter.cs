using System.Text;
using Headroom.Storage.Faults;

namespace Headroom.Storage.Events;

/// <summary>
/// Writes numbers in as few bytes as they need: seven bits a byte, the lowest first, small negative numbers as short as
/// positive ones (the varints of Protocol Buffers).
/// </summary>
/// <param name="sharesTexts">Whether a text that was written before is written as its number from then on.</param>
internal sealed class ByteWriter(bool sharesTexts = false)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(long value)
    {
        Reserve(10);
        var left = (ulong)((value << 1) ^ (value >> 63));
        while (left >= 0x80)
        {
            _bytes[Length++] = (byte)(left | 0x80);
            left >>= 7;
        }

        _bytes[Length++] = (byte)left;
    }

    /// <summary>A number that may be missing.</summary>
    public void Add(long? value)
    {
        Add(value.HasValue);
        if (value is { } known) Add(known);
    }

    public void Add(bool value) => Add(value ? 1 : 0);

    public void Add(string text)
    {
        if (sharesTexts)
        {
            var number = _texts.GetValueOrDefault(text, -1);
            Add(number);
            if (number >= 0) return;

            _texts.Add(text, _texts.Count);
        }

        AddWhole(text);
    }

    private void AddWhole(string text)
    {
        try
        {
            var count = Strict.GetByteCount(text);
            Add(count);
            Reserve(count);
            Length += Strict.GetBytes(text, _bytes.AsSpan(Length));
        }
        catch (EncoderFallbackException)
        {
            throw new StoreException(
                StoreFault.Refused, "A text holds half of a character", "send texts in valid Unicode");
        }
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length < count) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
    }
}
