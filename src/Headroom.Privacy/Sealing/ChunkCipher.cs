using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Privacy.Sealing;

/// <summary>
/// Chunks of a stream under one key: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015). The nonce holds the
/// chunk's number and whether it is the last one, so that none can be moved, doubled, left out or cut off.
/// </summary>
internal sealed class ChunkCipher : IDisposable
{
    public const int TagBytes = 16;
    public const int SealedBytes = SealHeader.ChunkBytes + TagBytes;

    private const int NonceBytes = 12;

    private readonly AesGcm? _aes;
    private readonly ChaCha20Poly1305? _chaCha;
    private readonly Sm4Gcm? _sm4;
    private readonly byte[] _associated;
    private readonly byte[] _nonce = new byte[NonceBytes];

    public ChunkCipher(SealHeader header, byte[] fileKey)
    {
        var key = header.DataKey(fileKey);
        _associated = header.Fixed();
        switch (header.Cipher)
        {
            case SealCipher.Aes256Gcm:
                _aes = new AesGcm(key, TagBytes);
                break;
            case SealCipher.Sm4Gcm:
                _sm4 = new Sm4Gcm(key.AsSpan(0, Sm4Gcm.KeyBytes));
                break;
            default:
                _chaCha = new ChaCha20Poly1305(key);
                break;
        }

        CryptographicOperations.ZeroMemory(key);
    }

    public void Encrypt(long number, bool isLast, ReadOnlySpan<byte> text, Span<byte> chunk)
    {
        var nonce = Nonce(number, isLast);
        if (_aes is not null) _aes.Encrypt(nonce, text, chunk[..text.Length], chunk[text.Length..], _associated);
        else if (_sm4 is not null) _sm4.Encrypt(nonce, text, chunk, _associated);
        else _chaCha!.Encrypt(nonce, text, chunk[..text.Length], chunk[text.Length..], _associated);
    }

    /// <exception cref="SealException">The chunk is not the one that was sealed here.</exception>
    public void Decrypt(long number, bool isLast, ReadOnlySpan<byte> chunk, Span<byte> text)
    {
        var nonce = Nonce(number, isLast);
        try
        {
            if (_aes is not null) _aes.Decrypt(nonce, chunk[..text.Length], chunk[text.Length..], text, _associated);
            else if (_sm4 is not null) _sm4.Decrypt(nonce, chunk, text, _associated);
            else _chaCha!.Decrypt(nonce, chunk[..text.Length], chunk[text.Length..], text, _associated);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SealException(FormattableString.Invariant(
                $"chunk {number}, byte {SealHeader.Bytes + number * SealedBytes}: the file was changed or cut off; nothing of it was kept."));
        }
    }

    public void Dispose()
    {
        _aes?.Dispose();
        _chaCha?.Dispose();
    }

    private ReadOnlySpan<byte> Nonce(long number, bool isLast)
    {
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(3), number);
        _nonce[^1] = isLast ? (byte)1 : (byte)0;
        return _nonce;
    }
}
