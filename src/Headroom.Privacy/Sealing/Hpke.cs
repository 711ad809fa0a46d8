using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Privacy.Sealing;

/// <summary>
/// Hybrid public key encryption (RFC 9180): a message for the holder of a private key, in all four modes. A context
/// counts its messages and is not thread-safe.
/// </summary>
public sealed class Hpke
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly HpkeSuite _suite;
    private readonly byte[] _key;
    private readonly byte[] _nonce;
    private readonly byte[] _exporter;
    private ulong _count;

    private Hpke(HpkeSuite suite, byte[] shared, ReadOnlySpan<byte> info, HpkeModeKeys keys)
    {
        // Key schedule, section 5.1.
        _suite = suite;
        var hash = suite.Hash();
        var mode = (byte)((keys.Psk.Length > 0 ? 1 : 0) + (keys.IsAuthenticated ? 2 : 0));
        byte[] context =
        [
            mode, .. hash.Extract(default, "psk_id_hash"u8, keys.PskId), .. hash.Extract(default, "info_hash"u8, info),
        ];
        var secret = hash.Extract(shared, "secret"u8, keys.Psk);
        _key = suite.Aead == HpkeAead.ExportOnly ? [] : hash.Expand(secret, "key"u8, context, suite.KeyBytes);
        _nonce = suite.Aead == HpkeAead.ExportOnly ? [] : hash.Expand(secret, "base_nonce"u8, context, NonceBytes);
        _exporter = hash.Expand(secret, "exp"u8, context, suite.IsLong ? 64 : 32);
    }

    /// <summary>A context of a sender for a recipient, and what the recipient needs to come to the same.</summary>
    /// <param name="suite">Algorithms.</param>
    /// <param name="recipient">Public key.</param>
    /// <param name="info">What both sides must agree upon.</param>
    /// <param name="keys">Keys of the modes beyond the base mode; null for that one.</param>
    /// <param name="encapsulated">The encapsulated key.</param>
    public static Hpke Sender(
        HpkeSuite suite, ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> info, out byte[] encapsulated,
            HpkeModeKeys? keys = null) =>
        Sender(
            suite, HpkeAgreement.NewPrivateKey(suite.Kem), recipient, info, out encapsulated, keys
                ?? HpkeModeKeys.Base);

    internal static Hpke Sender(
        HpkeSuite suite, byte[] ephemeral, ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> info,
            out byte[] encapsulated, HpkeModeKeys keys)
    {
        encapsulated = HpkeAgreement.PublicKeyOf(suite.Kem, ephemeral);
        var agreed = HpkeAgreement.Agree(suite.Kem, ephemeral, recipient);
        byte[] context = [.. encapsulated, .. recipient];
        if (keys.IsAuthenticated)
        {
            agreed = [.. agreed, .. HpkeAgreement.Agree(suite.Kem, keys.Sender, recipient)];
            context = [.. context, .. HpkeAgreement.PublicKeyOf(suite.Kem, keys.Sender)];
        }

        return new Hpke(suite, Shared(suite.Kem, agreed, context), info, keys);
    }

    /// <summary>The context of the recipient.</summary>
    /// <exception cref="CryptographicException">The encapsulated key is none.</exception>
    public static Hpke Recipient(
        HpkeSuite suite, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> encapsulated, ReadOnlySpan<byte> info,
            HpkeModeKeys? keys = null)
    {
        keys ??= HpkeModeKeys.Base;
        var agreed = HpkeAgreement.Agree(suite.Kem, privateKey, encapsulated);
        byte[] context = [.. encapsulated, .. HpkeAgreement.PublicKeyOf(suite.Kem, privateKey)];
        if (keys.IsAuthenticated)
        {
            agreed = [.. agreed, .. HpkeAgreement.Agree(suite.Kem, privateKey, keys.Sender)];
            context = [.. context, .. keys.Sender];
        }

        return new Hpke(suite, Shared(suite.Kem, agreed, context), info, keys);
    }

    /// <summary>Encrypts the next message.</summary>
    public byte[] Seal(ReadOnlySpan<byte> message, ReadOnlySpan<byte> associated)
    {
        var text = new byte[message.Length + TagBytes];
        var nonce = NextNonce();
        if (_suite.Aead == HpkeAead.ChaCha)
        {
            using var cipher = new ChaCha20Poly1305(_key);
            cipher.Encrypt(nonce, message, text.AsSpan(0, message.Length), text.AsSpan(message.Length), associated);
        }
        else
        {
            using var cipher = new AesGcm(_key, TagBytes);
            cipher.Encrypt(nonce, message, text.AsSpan(0, message.Length), text.AsSpan(message.Length), associated);
        }

        return text;
    }

    /// <summary>Decrypts the next message.</summary>
    /// <exception cref="CryptographicException">It is not what the sender sealed.</exception>
    public byte[] Open(ReadOnlySpan<byte> text, ReadOnlySpan<byte> associated)
    {
        if (text.Length < TagBytes) throw new CryptographicException("a sealed message is too short");

        var message = new byte[text.Length - TagBytes];
        var nonce = NextNonce();
        if (_suite.Aead == HpkeAead.ChaCha)
        {
            using var cipher = new ChaCha20Poly1305(_key);
            cipher.Decrypt(nonce, text[..message.Length], text[message.Length..], message, associated);
        }
        else
        {
            using var cipher = new AesGcm(_key, TagBytes);
            cipher.Decrypt(nonce, text[..message.Length], text[message.Length..], message, associated);
        }

        return message;
    }

    /// <summary>A secret that both sides have, for a use of its own.</summary>
    public byte[] Export(ReadOnlySpan<byte> use, int length) => _suite.Hash().Expand(_exporter, "sec"u8, use, length);

    private byte[] NextNonce()
    {
        if (_key.Length == 0) throw new InvalidOperationException("this suite exports secrets only");

        var nonce = (byte[])_nonce.Clone();
        var last = nonce.AsSpan(NonceBytes - 8);
        BinaryPrimitives.WriteUInt64BigEndian(last, BinaryPrimitives.ReadUInt64BigEndian(last) ^ _count++);
        return nonce;
    }

    private static byte[] Shared(HpkeKem kem, byte[] agreed, byte[] context)
    {
        var hash = HpkeSuite.KemHash(kem);
        return hash.Expand(hash.Extract(default, "eae_prk"u8, agreed), "shared_secret"u8, context, kem == HpkeKem.P521 ? 64 : 32);
    }
}

/// <summary>Keys of the modes beyond the base mode of RFC 9180, section 5.</summary>
/// <param name="Psk">A key that both sides have; empty for none.</param>
/// <param name="PskId">Its name.</param>
/// <param name="Sender">Private key of the sender to send, its public key to receive; empty for an unnamed sender.</param>
public sealed record HpkeModeKeys(byte[] Psk, byte[] PskId, byte[] Sender)
{
    /// <summary>The base mode.</summary>
    public static HpkeModeKeys Base { get; } = new([], [], []);

    internal bool IsAuthenticated => Sender.Length > 0;
}
