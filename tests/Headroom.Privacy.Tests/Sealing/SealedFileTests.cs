using CsCheck;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Sealing;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Sealing;

public sealed class SealedFileTests
{
    private const int Chunk = SealHeader.ChunkBytes + 16;

    [Theory]
    [InlineData(KeyKind.Seal, SealCipher.Aes256Gcm)]
    [InlineData(KeyKind.SealHybrid, SealCipher.ChaCha20Poly1305)]
    [InlineData(KeyKind.SealP256, SealCipher.Sm4Gcm)]
    public void What_is_sealed_for_a_key_is_opened_by_it_alone(KeyKind kind, SealCipher cipher)
    {
        using var key = KeyPair.New(kind);
        using var other = KeyPair.New(kind);
        foreach (
            var length in (
                int[])[0, 1, SealHeader.ChunkBytes - 1, SealHeader.ChunkBytes, SealHeader.ChunkBytes + 1,
                    16 * SealHeader.ChunkBytes, (16 * SealHeader.ChunkBytes) + 1])
        {
            var text = Text(length);
            var file = Sealed(text, cipher, key.Public);
            Assert.Equal(text, Opened(file, key));
            Assert.Throws<SealException>(() => Opened(file, other));
        }
    }

    [Fact]
    public void Bytes_are_read_from_the_middle()
    {
        using var key = KeyPair.New(KeyKind.Seal);
        var text = Text(300_000);
        using var file = new MemoryStream(Sealed(text, SealCipher.Aes256Gcm, key.Public));
        Gen.Select(Gen.Int[0, 299_999], Gen.Int[1, 100_000]).Sample((offset, count) =>
        {
            var range = SealedFile.ReadRange(file, offset, count, header => SealedFile.FileKey(header, key));
            Assert.Equal(text[offset..Math.Min(text.Length, offset + count)], range);
        }, iter: 50, threads: 1);
    }

    [Fact]
    public void Every_change_is_detected()
    {
        using var key = KeyPair.New(KeyKind.Seal);
        var text = Text(SealHeader.ChunkBytes + 1_000);
        var file = Sealed(text, SealCipher.Aes256Gcm, key.Public);
        var other = Sealed(text, SealCipher.Aes256Gcm, key.Public);
        var fileKey = SealedFile.FileKey(SealHeader.Read(file.AsSpan(0, SealHeader.Bytes)), key);
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, file.Length - 1], Gen.Int[1, 255]).Sample((kind, at, change) =>
        {
            var changed = Changed(file, other, kind, at, change);
            Assert.ThrowsAny<SealException>(
                () => SealedFile.Unseal(new MemoryStream(changed), Stream.Null, _ => fileKey, CancellationToken.None));
        }, iter: Fuzz.Cases(100_000));
    }

    [Fact]
    public void Any_bytes_are_refused() => Gen.Byte.Array[0, 40_000].Sample(bytes =>
    {
        Assert.Throws<SealException>(
            () => SealedFile.Unseal(new MemoryStream(bytes), Stream.Null, _ => new byte[32], CancellationToken.None));
    }, iter: Fuzz.Cases(500));

    [Fact]
    public void Recipients_change_and_the_data_stays()
    {
        using var owner = KeyPair.New(KeyKind.Seal);
        using var guest = KeyPair.New(KeyKind.Seal);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Sealed(Text(100_000), SealCipher.Aes256Gcm, owner.Public, guest.Public));
            var before = File.ReadAllBytes(path);
            SealedFile.Rewrap(
                path, owner, (header, _) => [.. header.Recipients.Where(wrap => wrap.Recipient != guest.Public.Id)]);
            var after = File.ReadAllBytes(path);

            Assert.Equal(before[SealHeader.Bytes..], after[SealHeader.Bytes..]);
            Assert.Equal(Text(100_000), Opened(after, owner));
            Assert.Throws<SealException>(() => Opened(after, guest));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Changed(byte[] file, byte[] other, int kind, int at, int change)
    {
        var first = SealHeader.Bytes;
        var changed = (byte[])file.Clone();
        switch (kind)
        {
            case 0 or 1:
                changed[at] ^= (byte)change;
                return changed;
            case 2:
                return changed[..at];
            case 3:
                return [.. changed[..(first + Chunk)], .. changed[first..]];
            case 4:
                return [.. changed[..first], .. changed[(first + Chunk)..]];
            case 5:
                return [.. changed[..first], .. changed[(first + Chunk)..], .. changed[first..(first + Chunk)]];
            default:
                return [.. changed[..first], .. other[first..(first + Chunk)], .. changed[(first + Chunk)..]];
        }
    }

    private static byte[] Sealed(byte[] text, SealCipher cipher, params PublicKey[] recipients)
    {
        using var target = new MemoryStream();
        SealedFile.Seal(new MemoryStream(text), target, recipients, cipher, CancellationToken.None);
        return target.ToArray();
    }

    private static byte[] Opened(byte[] file, KeyPair key)
    {
        using var target = new MemoryStream();
        SealedFile.Unseal(
            new MemoryStream(file), target, header => SealedFile.FileKey(header, key), CancellationToken.None);
        return target.ToArray();
    }

    private static byte[] Text(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)(index * 31 >> 3))];
}
