using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Privacy.NameTraining;

namespace Headroom.Privacy.Operators;

/// <summary>
/// Made-up values of the same kind in the place of real ones: a name for a name, an address for an address. Under one
/// key the same value has the same surrogate everywhere. Not thread-safe.
/// </summary>
internal sealed class Surrogates
{
    private readonly Pseudonym _hash;
    private readonly Chance _chance = new(0);
    private readonly Lazy<ChineseParts> _chinese;
    private readonly Lazy<EnglishParts> _english;
    private readonly byte[] _code = new byte[SHA256.HashSizeInBytes];

    public Surrogates(MaskKey key)
    {
        _hash = new Pseudonym(key.Derived("headroom surrogate"u8));
        _chinese = new(() => new ChineseParts(_chance));
        _english = new(() => new EnglishParts(_chance));
    }

    /// <summary>Writes the surrogate; false where the entity has none.</summary>
    public bool TryWrite(string entity, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        _hash.Write(value, _code);
        _chance.Begin(BinaryPrimitives.ReadUInt64LittleEndian(_code));
        var isChinese = value.IndexOfAnyInRange((byte)0xE3, (byte)0xE9) >= 0;
        if (Made(entity, isChinese) is not { } made) return false;

        // By chance it may be what it stands for, and that would be none.
        if (Encoding.UTF8.GetBytes(made).AsSpan().SequenceEqual(value)) made = Made(entity, isChinese)!;
        Encoding.UTF8.GetBytes(made, output);
        return true;
    }

    // Mail and addresses of networks are of those set aside for documents, which are nobody's (RFC 2606, section 3;
    // RFC 5737; RFC 3849; RFC 7042, section 2.1.2).
    private string? Made(string entity, bool isChinese) => entity switch
    {
        "PERSON" => isChinese ? _chinese.Value.Person() : _english.Value.Person(),
        "ADDRESS" => isChinese ? _chinese.Value.Address() : _english.Value.Address(),
        "LOCATION" => isChinese ? _chinese.Value.Place() : _english.Value.Place(),
        "EMAIL_ADDRESS" => $"user{_chance.Digits(8)}@example.com",
        "URL" => $"https://www.example.com/{_chance.Digits(8)}",
        "IP_ADDRESS" => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{1 + _chance.Next(254)}"),
        "MAC_ADDRESS" => string.Create(CultureInfo.InvariantCulture, $"00:00:5E:00:53:{_chance.Next(256):X2}"),
        _ => null,
    };
}
