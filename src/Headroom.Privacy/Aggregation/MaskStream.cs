using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Headroom.Privacy.Aggregation;

/// <summary>Numbers modulo 2^32 from a seed of 256 bits: AES-256 in counter mode. The whole seed counts.</summary>
internal static class MaskStream
{
    private const int BlockBytes = 16;
    private const int PieceBytes = 1 << 14;

    /// <summary>Adds the seed's numbers to a vector, or takes them away.</summary>
    public static void Apply(Span<uint> vector, ReadOnlySpan<byte> seed, bool isAdded)
    {
        using var aes = Aes.Create();
        aes.Key = seed.ToArray();
        var bytes = new byte[PieceBytes];
        var counter = 0L;
        while (!vector.IsEmpty)
        {
            for (var at = 0; at < PieceBytes; at += BlockBytes)
            {
                bytes.AsSpan(at, BlockBytes).Clear();
                BitConverter.TryWriteBytes(bytes.AsSpan(at), counter++);
            }

            aes.EncryptEcb(bytes, bytes, PaddingMode.None);
            var numbers = MemoryMarshal.Cast<byte, uint>(bytes);
            var count = Math.Min(vector.Length, numbers.Length);
            for (var index = 0; index < count; index++)
                vector[index] = isAdded ? vector[index] + numbers[index] : vector[index] - numbers[index];
            vector = vector[count..];
        }
    }
}
