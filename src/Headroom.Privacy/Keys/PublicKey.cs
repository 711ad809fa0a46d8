using System.Security.Cryptography;
using Geralt;

namespace Headroom.Privacy.Keys;

/// <summary>What others may know of a key: enough to seal for it, or to check what it signed.</summary>
public sealed class PublicKey
{
    private readonly byte[] _bytes;

    internal PublicKey(KeyKind kind, byte[] bytes) => (Kind, _bytes) = (kind, bytes);

    /// <summary>What it is for.</summary>
    public KeyKind Kind { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Tells keys apart: the first 16 hexadecimal digits of their SHA-256.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(_bytes))[..16];

    /// <summary>The key as one word, such as <c>headroom-seal:…</c>.</summary>
    public override string ToString() => $"{PrefixOf(Kind)}:{Convert.ToBase64String(_bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="KeyException">It is none.</exception>
    public static PublicKey Parse(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        foreach (var kind in Enum.GetValues<KeyKind>())
        {
            if (!word.StartsWith(PrefixOf(kind) + ":", StringComparison.Ordinal)) continue;

            var text = word[(PrefixOf(kind).Length + 1)..].Trim().Replace('-', '+').Replace('_', '/');
            var bytes = new byte[LengthOf(kind)];
            if (
                Convert.TryFromBase64String(
                    text.PadRight((text.Length + 3) / 4 * 4, '='), new byte[text.Length], out var length)
                && length == bytes.Length)
            {
                return new PublicKey(kind, Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
            }
        }

        throw new KeyException("this is no public key; 'headroom key show FILE' prints one.");
    }

    /// <summary>Whether the key signed the message.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Kind == KeyKind.Sign && signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, message, _bytes);

    // A point of P-256 is a byte that says so and two coordinates (SEC 1, section 2.3.3).
    private static int LengthOf(KeyKind kind) => kind switch
    {
        KeyKind.SealHybrid => XWing.PublicKeySize,
        KeyKind.SealP256 => 65,
        _ => X25519.PublicKeySize,
    };

    private static string PrefixOf(KeyKind kind) => kind switch
    {
        KeyKind.Mask => "headroom-mask",
        KeyKind.Seal => "headroom-seal",
        KeyKind.SealHybrid => "headroom-seal-hybrid",
        KeyKind.SealP256 => "headroom-seal-p256",
        _ => "headroom-sign",
    };
}
