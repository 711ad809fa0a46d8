using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Headroom.Privacy.Operators;

/// <summary>
/// Format-preserving encryption FF1 (NIST SP 800-38G, algorithms 7 and 8): numerals of a radix become as many numerals
/// of the same radix, under a key and a tweak. Not thread-safe.
/// </summary>
public sealed class Ff1 : IDisposable
{
    /// <summary>Fewest values that a domain may have (SP 800-38G revision 1, second draft, section 5.2).</summary>
    public const int DomainMin = 1_000_000;

    private const int Rounds = 10;
    private const int BlockBytes = CipherBlocks.Bytes;

    private readonly CipherBlocks _cipher;
    private readonly int _radix;

    /// <summary>
    /// Encrypts numerals of a radix, 2 to 65,536, under an AES key of 16, 24 or 32 bytes, or an SM4 key of 16.
    /// </summary>
    public Ff1(ReadOnlySpan<byte> key, int radix, BlockCipher cipher = BlockCipher.Aes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radix, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radix, 65_536);
        _radix = radix;
        _cipher = new CipherBlocks(key, cipher);
    }

    /// <summary>Replaces the numerals by those that stand for them.</summary>
    /// <exception cref="ArgumentException">The domain has fewer than a million values, or a numeral is not below the radix.</exception>
    public void Encrypt(Span<ushort> numerals, ReadOnlySpan<byte> tweak)
    {
        Check(numerals);
        if (FitsLong(numerals.Length)) RunShort(numerals, tweak, isForward: true);
        else RunLong(numerals, tweak, isForward: true);
    }

    /// <summary>Undoes <see cref="Encrypt"/>.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Encrypt"/>.</exception>
    public void Decrypt(Span<ushort> numerals, ReadOnlySpan<byte> tweak)
    {
        Check(numerals);
        if (FitsLong(numerals.Length)) RunShort(numerals, tweak, isForward: false);
        else RunLong(numerals, tweak, isForward: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private void Check(ReadOnlySpan<ushort> numerals)
    {
        if (numerals.Length < 2 || Math.Pow(_radix, numerals.Length) < DomainMin)
            throw new ArgumentException($"{numerals.Length} numerals of radix {_radix} have fewer than {DomainMin:N0} values");

        foreach (var numeral in numerals)
        {
            if (numeral >= _radix) throw new ArgumentException($"a numeral is not below the radix {_radix}");
        }
    }

    // Halves of at most 60 bits, so that sums and products stay in machine words.
    private bool FitsLong(int length) => (length + 1) / 2 * Math.Log2(_radix) <= 60;

    private void RunShort(Span<ushort> numerals, ReadOnlySpan<byte> tweak, bool isForward)
    {
        var (half, length) = (numerals.Length / 2, numerals.Length);
        var bytes = HalfBytes(length - half);
        var (first, second) = (Number(numerals[..half]), Number(numerals[half..]));
        var (evenModulus, oddModulus) = (Power(half), Power(length - half));
        var outputBytes = 4 * ((bytes + 3) / 4) + 4;
        Span<byte> input = stackalloc byte[InputBytes(tweak.Length, bytes)];
        Prepare(input, tweak, length, half, bytes);

        // All blocks but the last are the same in each round.
        var chained = _cipher.Chain(input[..^BlockBytes], default);
        var last = input[^BlockBytes..];
        for (var turn = 0; turn < Rounds; turn++)
        {
            var round = isForward ? turn : Rounds - 1 - turn;
            var modulus = round % 2 == 0 ? evenModulus : oddModulus;
            last[^(bytes + 1)] = (byte)round;
            var number = isForward ? second : first;
            for (var index = 1; index <= bytes; index++, number >>= 8) last[^index] = (byte)number;
            var rest = Rest(_cipher.Chain(last, chained), outputBytes, modulus);
            if (isForward) (first, second) = (second, (first + rest) % modulus);
            else (second, first) = (first, (second + modulus - rest) % modulus);
        }

        Write(numerals[..half], first);
        Write(numerals[half..], second);
    }

    // The number that the first bytes of a block say, at most 12 of them, modulo a number below 2^60.
    private static ulong Rest(Vector128<byte> block, int outputBytes, ulong modulus)
    {
        var high = BinaryPrimitives.ReverseEndianness(block.AsUInt64().GetElement(0));
        if (outputBytes <= 8) return (high >> 8 * (8 - outputBytes)) % modulus;

        var low = BinaryPrimitives.ReverseEndianness(block.AsUInt32().GetElement(2));
        return modulus <= uint.MaxValue
            ? (high % modulus << 32 | low) % modulus
            : (ulong)(((UInt128)high << 32 | low) % modulus);
    }

    private void RunLong(Span<ushort> numerals, ReadOnlySpan<byte> tweak, bool isForward)
    {
        var (half, length) = (numerals.Length / 2, numerals.Length);
        var bytes = (BigInteger.Pow(_radix, length - half) - 1).GetByteCount(isUnsigned: true);
        var (first, second) = (BigNumber(numerals[..half]), BigNumber(numerals[half..]));
        var (evenModulus, oddModulus) = (BigInteger.Pow(_radix, half), BigInteger.Pow(_radix, length - half));
        var outputBytes = 4 * ((bytes + 3) / 4) + 4;
        var input = new byte[InputBytes(tweak.Length, bytes)];
        Prepare(input, tweak, length, half, bytes);
        for (var turn = 0; turn < Rounds; turn++)
        {
            var round = isForward ? turn : Rounds - 1 - turn;
            var modulus = round % 2 == 0 ? evenModulus : oddModulus;
            var rest = BigRest(input, round, bytes, isForward ? second : first, outputBytes);
            if (isForward) (first, second) = (second, (first + rest) % modulus);
            else (second, first) = (first, (((second - rest) % modulus) + modulus) % modulus);
        }

        Write(numerals[..half], first);
        Write(numerals[half..], second);
    }

    private BigInteger BigRest(byte[] input, int round, int bytes, BigInteger number, int outputBytes)
    {
        input[^(bytes + 1)] = (byte)round;
        var place = input.AsSpan(input.Length - bytes);
        place.Clear();
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(place[(bytes - written.Length)..]);
        var output = new byte[(outputBytes + BlockBytes - 1) / BlockBytes * BlockBytes];
        _cipher.Chain(input, default).CopyTo(output);
        for (var block = 1; block * BlockBytes < output.Length; block++)
        {
            // R xor the number of the block, encrypted (step 6 iii).
            var encrypted = output.AsSpan(block * BlockBytes, BlockBytes);
            output.AsSpan(0, BlockBytes).CopyTo(encrypted);
            var last = BinaryPrimitives.ReadUInt64BigEndian(encrypted[8..]);
            BinaryPrimitives.WriteUInt64BigEndian(encrypted[8..], last ^ (ulong)block);
            _cipher.Encrypt(Vector128.Create<byte>(encrypted)).CopyTo(encrypted);
        }

        return new BigInteger(output.AsSpan(0, outputBytes), isUnsigned: true, isBigEndian: true);
    }

    // P, then the tweak, zeros, the round and a half: steps 5 and 6 i.
    private void Prepare(Span<byte> input, ReadOnlySpan<byte> tweak, int length, int half, int bytes)
    {
        input.Clear();
        (input[0], input[1], input[2]) = (1, 2, 1);
        (input[3], input[4], input[5]) = ((byte)(_radix >> 16), (byte)(_radix >> 8), (byte)_radix);
        (input[6], input[7]) = (Rounds, (byte)half);
        BinaryPrimitives.WriteInt32BigEndian(input[8..], length);
        BinaryPrimitives.WriteInt32BigEndian(input[12..], tweak.Length);
        tweak.CopyTo(input[BlockBytes..]);
    }

    private static int InputBytes(int tweak, int bytes) =>
        BlockBytes + (tweak + bytes + 1 + BlockBytes - 1) / BlockBytes * BlockBytes;

    private int HalfBytes(int length) => (64 - BitOperations.LeadingZeroCount(Power(length) - 1) + 7) / 8;

    private ulong Power(int length)
    {
        var power = 1UL;
        for (var index = 0; index < length; index++) power *= (ulong)_radix;
        return power;
    }

    private ulong Number(ReadOnlySpan<ushort> numerals)
    {
        var number = 0UL;
        foreach (var numeral in numerals) number = number * (ulong)_radix + numeral;
        return number;
    }

    private BigInteger BigNumber(ReadOnlySpan<ushort> numerals)
    {
        var number = BigInteger.Zero;
        foreach (var numeral in numerals) number = number * _radix + numeral;
        return number;
    }

    private void Write(Span<ushort> numerals, ulong number)
    {
        for (var index = numerals.Length - 1; index >= 0; index--, number /= (ulong)_radix)
            numerals[index] = (ushort)(number % (ulong)_radix);
    }

    private void Write(Span<ushort> numerals, BigInteger number)
    {
        for (var index = numerals.Length - 1; index >= 0; index--)
        {
            number = BigInteger.DivRem(number, _radix, out var numeral);
            numerals[index] = (ushort)numeral;
        }
    }
}
