using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using X86 = System.Runtime.Intrinsics.X86;

namespace Headroom.Privacy.Operators;

/// <summary>
/// AES (FIPS 197) or SM4 (GB/T 32907-2016) on single blocks of 16 bytes. A call into the framework's cipher costs
/// more than the cipher itself, and FF1 makes twenty a value: where the processor has instructions for it they are
/// used. Hot.
/// </summary>
internal sealed class CipherBlocks : IDisposable
{
    public const int Bytes = 16;

    private const int WordBytes = 4;

    private readonly Aes? _fallback;
    private readonly SM4Engine? _sm4;
    private readonly Vector128<byte>[] _keys = [];

    public CipherBlocks(ReadOnlySpan<byte> key, BlockCipher cipher = BlockCipher.Aes)
    {
        if (cipher == BlockCipher.Sm4)
        {
            // No processor of ours has instructions for it.
            if (key.Length != Bytes) throw new ArgumentException("an SM4 key has 16 bytes", nameof(key));
            _sm4 = new SM4Engine();
            _sm4.Init(forEncryption: true, new KeyParameter(key));
            return;
        }

        if (key.Length is not (16 or 24 or 32)) throw new ArgumentException("an AES key has 16, 24 or 32 bytes", nameof(key));

        if (X86.Aes.IsSupported)
        {
            _keys = Expanded(key);
            return;
        }

        _fallback = Aes.Create();
        _fallback.Key = key.ToArray();
    }

    /// <summary>The last block of a chain over whole blocks that begins with <paramref name="chained"/>.</summary>
    public Vector128<byte> Chain(ReadOnlySpan<byte> blocks, Vector128<byte> chained)
    {
        for (; blocks.Length > 0; blocks = blocks[Bytes..])
            chained = Encrypt(chained ^ Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(blocks)));

        return chained;
    }

    /// <summary>Encrypts one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Encrypt(Vector128<byte> block)
    {
        var keys = _keys;
        if (keys.Length == 0) return EncryptSlowly(block);

        block ^= keys[0];
        for (var round = 1; round < keys.Length - 1; round++) block = X86.Aes.Encrypt(block, keys[round]);
        return X86.Aes.EncryptLast(block, keys[^1]);
    }

    public void Dispose()
    {
        _fallback?.Dispose();
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_keys.AsSpan()));
    }

    private Vector128<byte> EncryptSlowly(Vector128<byte> block)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        block.CopyTo(bytes);
        if (_sm4 is not null) _sm4.ProcessBlock(bytes, bytes);
        else _fallback!.EncryptEcb(bytes, bytes, PaddingMode.None);
        return Vector128.Create<byte>(bytes);
    }

    // FIPS 197, section 5.2. The instruction substitutes the bytes of words 1 and 3, and rotates them as well.
    private static Vector128<byte>[] Expanded(ReadOnlySpan<byte> key)
    {
        var wordsOfKey = key.Length / WordBytes;
        var words = new uint[WordBytes * (wordsOfKey + 7)];
        MemoryMarshal.Cast<byte, uint>(key).CopyTo(words);
        var constant = 1u;
        for (var index = wordsOfKey; index < words.Length; index++)
        {
            var word = words[index - 1];
            if (index % wordsOfKey == 0)
            {
                word = Substituted(word, 1) ^ constant;
                constant = constant << 1 ^ (constant >> 7) * 0x11Bu;
            }
            else if (wordsOfKey > 6 && index % wordsOfKey == 4)
            {
                word = Substituted(word, 0);
            }

            words[index] = words[index - wordsOfKey] ^ word;
        }

        return [.. MemoryMarshal.Cast<uint, Vector128<byte>>(words)];
    }

    private static uint Substituted(uint word, int place) =>
        X86.Aes.KeygenAssist(Vector128.Create(0u, word, 0u, 0u).AsByte(), 0).AsUInt32().GetElement(place);
}
