using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Headroom.Privacy.Sealing;

/// <summary>
/// SM4 (GB/T 32907-2016) in Galois/Counter Mode (RFC 8998, section 2.1), called as the framework's ciphers are.
/// </summary>
internal sealed class Sm4Gcm(ReadOnlySpan<byte> key)
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 16;

    private const int TagBits = 128;

    private readonly KeyParameter _key = new(key);
    private readonly GcmBlockCipher _cipher = new(new SM4Engine());

    /// <summary>Writes the encrypted text and the 16 bytes of its tag behind it.</summary>
    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> text, Span<byte> chunk, byte[] associated) =>
        Run(isEncryption: true, nonce, text, chunk, associated);

    /// <exception cref="AuthenticationTagMismatchException">The text, its tag or what is associated was changed.</exception>
    public void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> chunk, Span<byte> text, byte[] associated)
    {
        try
        {
            Run(isEncryption: false, nonce, chunk, text, associated);
        }
        catch (InvalidCipherTextException)
        {
            text.Clear();
            throw new AuthenticationTagMismatchException();
        }
    }

    private void Run(
        bool isEncryption, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> input, Span<byte> output, byte[] associated)
    {
        _cipher.Init(isEncryption, new AeadParameters(_key, TagBits, nonce.ToArray(), associated));
        var written = _cipher.ProcessBytes(input, output);
        _cipher.DoFinal(output[written..]);
    }
}
