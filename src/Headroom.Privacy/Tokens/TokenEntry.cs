using System.Buffers.Binary;
using Headroom.Privacy.Operators;

namespace Headroom.Privacy.Tokens;

/// <summary>A token, as the number that its letters tell, and the value that it stands for.</summary>
internal readonly record struct TokenEntry(UInt128 Token, byte[] Value)
{
    /// <summary>Bytes before the value: the token, and the length of the value.</summary>
    public const int HeadBytes = LetterCode.Bytes + sizeof(int);

    /// <summary>Bytes that the entry takes in a file.</summary>
    public int Bytes => HeadBytes + Value.Length;

    /// <summary>The number that the first bytes of a hash are.</summary>
    public static UInt128 TokenOf(ReadOnlySpan<byte> hash) =>
        (UInt128)BinaryPrimitives.ReadUInt64BigEndian(hash) << 16 | BinaryPrimitives.ReadUInt16BigEndian(hash[8..]);

    /// <summary>Writes the entry.</summary>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, (ulong)(Token >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(target[8..], (ushort)Token);
        BinaryPrimitives.WriteInt32BigEndian(target[LetterCode.Bytes..], Value.Length);
        Value.CopyTo(target[HeadBytes..]);
    }
}
