using System.Security.Cryptography;
using Geralt;
using Headroom.Privacy.Keys;
using AesGcm = System.Security.Cryptography.AesGcm;

namespace Headroom.Privacy.Sealing;

/// <summary>A file's key, closed for one recipient.</summary>
/// <param name="Recipient">Id of the recipient's key.</param>
/// <param name="Kind">Kind of that key.</param>
/// <param name="Encapsulated">What the recipient comes to the shared secret by.</param>
/// <param name="Wrapped">The file's key under it.</param>
public sealed record KeyWrap(string Recipient, KeyKind Kind, byte[] Encapsulated, byte[] Wrapped)
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    /// <summary>Closes a key for a recipient; <paramref name="info"/> is what the key is bound to.</summary>
    /// <exception cref="KeyException">The recipient's key is not for seals.</exception>
    public static KeyWrap Close(PublicKey recipient, ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> info)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        switch (recipient.Kind)
        {
            case KeyKind.Seal or KeyKind.SealP256:
                var sender = Hpke.Sender(SuiteOf(recipient.Kind), recipient.Bytes, info, out var encapsulated);
                return new KeyWrap(recipient.Id, recipient.Kind, encapsulated, sender.Seal(fileKey, default));
            case KeyKind.SealHybrid:
                var ciphertext = new byte[XWing.CiphertextSize];
                Span<byte> shared = stackalloc byte[XWing.SharedSecretSize];
                XWing.Encapsulate(shared, ciphertext, recipient.Bytes);
                return new KeyWrap(recipient.Id, recipient.Kind, ciphertext, HybridSeal(shared, info, fileKey));
            default:
                throw new KeyException("this key is not for seals; make one with 'headroom key new --kind seal'.");
        }
    }

    /// <summary>Opens it with the recipient's key.</summary>
    /// <exception cref="SealException">It was closed for another key, or for something else.</exception>
    public byte[] Open(KeyPair key, ReadOnlySpan<byte> info)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            if (key.Kind is KeyKind.Seal or KeyKind.SealP256)
                return Hpke.Recipient(SuiteOf(key.Kind), key.Secret, Encapsulated, info).Open(Wrapped, default);
            if (key.Kind != KeyKind.SealHybrid || Encapsulated.Length != XWing.CiphertextSize) throw Refused();

            Span<byte> shared = stackalloc byte[XWing.SharedSecretSize];
            XWing.Decapsulate(shared, Encapsulated, key.Secret);
            return HybridOpen(shared, info, Wrapped);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw Refused();
        }
    }

    private static HpkeSuite SuiteOf(KeyKind kind) => kind == KeyKind.SealP256 ? HpkeSuite.P256 : HpkeSuite.Default;

    private static byte[] HybridSeal(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> info, ReadOnlySpan<byte> fileKey)
    {
        var text = new byte[fileKey.Length + TagBytes];
        using var cipher = new AesGcm(HybridKey(shared), TagBytes);
        cipher.Encrypt(
            new byte[NonceBytes], fileKey, text.AsSpan(0, fileKey.Length), text.AsSpan(fileKey.Length), info);
        return text;
    }

    private static byte[] HybridOpen(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> info, ReadOnlySpan<byte> text)
    {
        if (text.Length < TagBytes) throw Refused();

        var fileKey = new byte[text.Length - TagBytes];
        using var cipher = new AesGcm(HybridKey(shared), TagBytes);
        cipher.Decrypt(new byte[NonceBytes], text[..fileKey.Length], text[fileKey.Length..], fileKey, info);
        return fileKey;
    }

    // The shared secret is new for each file, so the nonce may be zero.
    private static byte[] HybridKey(ReadOnlySpan<byte> shared)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, key, default, "headroom x-wing wrap"u8);
        return key;
    }

    private static SealException Refused() => new("the key does not open this: it was closed for another one, or it was changed.");
}
