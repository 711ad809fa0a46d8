using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headroom.Privacy.Operators;

/// <summary>Writes what stands in the place of a value. One for each thread.</summary>
internal sealed class ValueMask : IDisposable
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy-M-d", "yyyy/M/d", "MM/dd/yyyy", "M/d/yyyy", "dd.MM.yyyy", "yyyy年M月d日",
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ",
    ];

    private readonly MaskKey _runKey;
    private readonly ITokens? _tokens;
    private readonly Keyed? _own;
    private readonly Sm3Pseudonym? _sm3;
    private readonly uint _shift;
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];

    private Keyed? _random;

    /// <param name="key">The key of the masking project; null where the policy needs none.</param>
    /// <param name="runKey">A key that is drawn for the run and forgotten.</param>
    /// <param name="tokens">What keeps tokens; null where the policy has none.</param>
    public ValueMask(MaskKey? key, MaskKey runKey, ITokens? tokens = null)
    {
        (_runKey, _tokens) = (runKey, tokens);
        if (key is null) return;

        _own = new Keyed(key);
        _sm3 = new Sm3Pseudonym(key.Derived("headroom pseudonym sm3"u8));
        _shift = BinaryPrimitives.ReadUInt32LittleEndian(key.Derived("headroom date shift"u8));
    }

    /// <summary>Writes what <paramref name="action"/> makes of a value of an entity.</summary>
    public void Write(MaskAction action, string entity, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        switch (action)
        {
            case Keep:
                output.Write(value);
                break;
            case Redact or Drop:
                break;
            case Replace { Text: { } text }:
                Encoding.UTF8.GetBytes(text, output);
                break;
            case Replace:
                WriteName(entity, output);
                break;
            case Cover(var mask):
                Encoding.UTF8.GetBytes(mask.Apply(Encoding.UTF8.GetString(value)), output);
                break;
            case EncryptFormat(var cipher) when TryEncrypt(Own.CipherOf(cipher), entity, value, output):
                break;
            case Tokenise:
                (_tokens ?? throw new InvalidOperationException("the action needs a token map"))
                    .Write(entity, value, output);
                break;
            case Surrogate(var isRandom):
                WriteSurrogate(isRandom ? _random ??= new Keyed(_runKey) : Own, entity, value, output);
                break;
            case ShiftDate(var most) when TryShift(value, most, output):
                break;
            case Generalise when TryGeneralise(entity, value, output):
                break;
            case Pseudonymise(KeyedHash.Sm3) or EncryptFormat(BlockCipher.Sm4):
                (_sm3 ?? throw KeyMissing()).Write(value, _hash);
                WritePseudonym(entity, output);
                break;
            case Pseudonymise or EncryptFormat:
                Own.Pseudonym.Write(value, _hash);
                WritePseudonym(entity, output);
                break;
            default:
                WriteName(entity, output);
                break;
        }
    }

    public void Dispose()
    {
        _own?.Dispose();
        _random?.Dispose();
    }

    private Keyed Own => _own ?? throw KeyMissing();

    private static InvalidOperationException KeyMissing() => new("the action needs a key");

    private void WriteSurrogate(Keyed keyed, string entity, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        if (keyed.Surrogates.TryWrite(entity, value, output)) return;
        if (TryEncrypt(keyed.CipherOf(BlockCipher.Aes), entity, value, output)) return;

        keyed.Pseudonym.Write(value, _hash);
        WritePseudonym(entity, output);
    }

    private void WritePseudonym(string entity, ArrayBufferWriter<byte> output) =>
        LetterCode.Write(entity, LetterCode.Pseudonym, _hash, output);

    private static bool TryEncrypt(
        FormatCipher cipher, string entity, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        var place = output.GetSpan(value.Length)[..value.Length];
        value.CopyTo(place);
        if (!cipher.TryApply(entity, place)) return false;

        output.Advance(value.Length);
        return true;
    }

    private bool TryShift(ReadOnlySpan<byte> value, int most, ArrayBufferWriter<byte> output)
    {
        if (!TryDate(value, out var date, out var format)) return false;

        var days = (int)(_shift % (uint)(2 * most)) - most;
        var moved = date.AddDays(days >= 0 ? days + 1 : days);
        Encoding.UTF8.GetBytes(moved.ToString(format, CultureInfo.InvariantCulture), output);
        return true;
    }

    private static bool TryGeneralise(string entity, ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        if (TryDate(value, out var date, out _))
        {
            Encoding.UTF8.GetBytes(date.Year.ToString(CultureInfo.InvariantCulture), output);
            return true;
        }

        if (entity is "ADDRESS" or "LOCATION" && Places.Generalised(value) is { } place)
        {
            Encoding.UTF8.GetBytes(place, output);
            return true;
        }

        if (entity is not ("ZIP_CODE" or "CN_POSTCODE") || value.Length < 5) return false;
        output.Write(value[..3]);
        output.Write("000"u8[..(value.Length == 5 ? 2 : 3)]);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<byte> value, out DateTime date, out string format)
    {
        (date, format) = (default, "");
        if (value.Length > 32) return false;

        var text = Encoding.UTF8.GetString(value);
        foreach (var candidate in DateFormats)
        {
            if (!DateTime.TryParseExact(text, candidate, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
                continue;
            format = candidate;
            return true;
        }

        return false;
    }

    private static void WriteName(string entity, ArrayBufferWriter<byte> output)
    {
        var place = output.GetSpan(entity.Length + 2);
        place[0] = (byte)'<';
        Encoding.ASCII.GetBytes(entity, place[1..]);
        place[entity.Length + 1] = (byte)'>';
        output.Advance(entity.Length + 2);
    }

    // What follows from one key.
    private sealed class Keyed(MaskKey key) : IDisposable
    {
        public Pseudonym Pseudonym { get; } = new(key.Derived("headroom pseudonym"u8));

        private readonly FormatCipher _aes = new(key.Derived("headroom ff1"u8));
        private FormatCipher? _sm4;

        public FormatCipher CipherOf(BlockCipher cipher) => cipher == BlockCipher.Aes
            ? _aes
            : _sm4 ??= new FormatCipher(key.Derived("headroom ff1 sm4"u8).AsSpan(0, CipherBlocks.Bytes), cipher);

        public Surrogates Surrogates { get; } = new(key);

        public void Dispose()
        {
            _aes.Dispose();
            _sm4?.Dispose();
        }
    }
}
