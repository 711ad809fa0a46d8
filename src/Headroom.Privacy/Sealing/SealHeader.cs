using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headroom.Privacy.Keys;

namespace Headroom.Privacy.Sealing;

/// <summary>How the chunks of a sealed file are encrypted.</summary>
public enum SealCipher
{
    /// <summary>AES-256-GCM.</summary>
    Aes256Gcm,

    /// <summary>ChaCha20-Poly1305.</summary>
    ChaCha20Poly1305,

    /// <summary>SM4 in Galois/Counter Mode, with a key of 128 bits.</summary>
    Sm4Gcm,
}

/// <summary>
/// The first 16 KiB of a sealed file. What is fixed when a file is sealed is associated data of every chunk; who may
/// open it can change, and is held by a code under the file's key.
/// </summary>
public sealed record SealHeader
{
    /// <summary>Bytes of a header, whatever is in it: recipients change without moving data.</summary>
    public const int Bytes = 16 << 10;

    /// <summary>Bytes of a chunk before encryption.</summary>
    public const int ChunkBytes = 64 << 10;

    /// <summary>Most bytes of <see cref="Policy"/> in UTF-8.</summary>
    public const int PolicyBytesMax = 4 << 10;

    internal const int KeyBytes = 32;

    private const int CodeBytes = 32;
    private const int LengthBytes = 4;

    private static ReadOnlySpan<byte> Mark => "HRSEAL\x01\n"u8;

    /// <summary>How chunks are encrypted.</summary>
    public SealCipher Cipher { get; init; }

    /// <summary>Random bytes that make the file's keys its own.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>Tells that a key is the file's one: no two keys open a file to different texts.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>Who may open the file.</summary>
    public required IReadOnlyList<KeyWrap> Recipients { get; init; }

    /// <summary>
    /// What grants on the file may say, as the policy of grants writes it; empty for anything. It is
    /// fixed when the file is sealed.
    /// </summary>
    public string Policy { get; init; } = "";

    /// <summary>Id of the file: the first 16 hexadecimal digits of a hash over what is fixed.</summary>
    public string FileId => Convert.ToHexStringLower(SHA256.HashData(Fixed()))[..16];

    internal byte[] Fixed() => [.. Mark, (byte)Cipher, .. Salt, .. Commitment, .. Encoding.UTF8.GetBytes(Policy)];

    internal static byte[] CommitmentOf(byte[] fileKey, byte[] salt) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyBytes, salt, "headroom seal commitment"u8.ToArray());

    internal byte[] DataKey(byte[] fileKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyBytes, Salt, [.. "headroom seal data"u8, .. Fixed()]);

    /// <summary>The header's bytes.</summary>
    /// <exception cref="SealException">It has more recipients than fit.</exception>
    internal byte[] Write(byte[] fileKey)
    {
        var json = Json();
        if (Mark.Length + LengthBytes + json.Length + CodeBytes > Bytes)
            throw new SealException("the header has no room for more recipients; seal another copy for them.");

        var header = new byte[Bytes];
        Mark.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Mark.Length), json.Length);
        json.CopyTo(header.AsSpan(Mark.Length + LengthBytes));
        Code(fileKey, header).CopyTo(header.AsSpan(Bytes - CodeBytes));
        return header;
    }

    /// <summary>Reads a header. It is not proven before <see cref="Demand"/>.</summary>
    /// <exception cref="SealException">It is none.</exception>
    public static SealHeader Read(ReadOnlySpan<byte> header)
    {
        var length = header.Length == Bytes && header.StartsWith(Mark)
            ? BinaryPrimitives.ReadInt32LittleEndian(header[Mark.Length..])
            : -1;
        if (length is < 0 or > Bytes - CodeBytes - LengthBytes - 8) throw new SealException("this is no sealed file, or its beginning is damaged.");

        try
        {
            using var document = JsonDocument.Parse(header.Slice(Mark.Length + LengthBytes, length).ToArray());
            var root = document.RootElement;
            var cipher = (SealCipher)root.GetProperty("cipher").GetInt32();
            var (salt, commitment) = (root.GetProperty("salt").GetBytesFromBase64(), root.GetProperty("commitment").GetBytesFromBase64());
            var policy = root.TryGetProperty("policy", out var text) ? text.GetString() ?? "" : "";
            if (!Enum.IsDefined(cipher) || policy.Length > PolicyBytesMax || salt.Length != KeyBytes
                || commitment.Length != KeyBytes)
            {
                throw new FormatException();
            }

            return new SealHeader
            {
                Cipher = cipher,
                Salt = salt,
                Commitment = commitment,
                Policy = policy,
                Recipients = [.. root.GetProperty("recipients").EnumerateArray().Select(Wrap)],
            };
        }
        catch (Exception fault) when (
            fault is JsonException or FormatException or KeyNotFoundException or InvalidOperationException
                or ArgumentException)
        {
            throw new SealException("the beginning of the sealed file is damaged.");
        }
    }

    /// <summary>Demands that the header is as whoever held the file's key wrote it.</summary>
    /// <exception cref="SealException">It was changed.</exception>
    internal void Demand(byte[] fileKey, ReadOnlySpan<byte> header)
    {
        if (!CryptographicOperations.FixedTimeEquals(CommitmentOf(fileKey, Salt), Commitment)
            || !CryptographicOperations.FixedTimeEquals(Code(fileKey, header), header[^CodeBytes..]))
        {
            throw new SealException("the beginning of the sealed file was changed; take it from a backup.");
        }
    }

    internal byte[] WrapInfo() => [.. "headroom seal file key"u8, .. Fixed()];

    private static byte[] Code(byte[] fileKey, ReadOnlySpan<byte> header) =>
        HMACSHA256.HashData(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyBytes, info: "headroom seal header"u8.ToArray()), header[..(Bytes - CodeBytes)]);

    private byte[] Json()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("cipher", (int)Cipher);
        json.WriteBase64String("salt", Salt);
        json.WriteBase64String("commitment", Commitment);
        if (Policy.Length > 0) json.WriteString("policy", Policy);
        json.WriteStartArray("recipients");
        foreach (var wrap in Recipients) WrapJson(json, wrap);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    internal static void WrapJson(Utf8JsonWriter json, KeyWrap wrap)
    {
        json.WriteStartObject();
        json.WriteString("recipient", wrap.Recipient);
        json.WriteString("kind", wrap.Kind.ToString());
        json.WriteBase64String("encapsulated", wrap.Encapsulated);
        json.WriteBase64String("wrapped", wrap.Wrapped);
        json.WriteEndObject();
    }

    internal static KeyWrap Wrap(JsonElement element) => new(
        element.GetProperty("recipient").GetString()!, Enum.Parse<KeyKind>(element.GetProperty("kind").GetString()!),
        element.GetProperty("encapsulated").GetBytesFromBase64(), element.GetProperty("wrapped").GetBytesFromBase64());
}
