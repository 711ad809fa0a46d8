using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Privacy.Accounting;

/// <summary>Normal noise from the system's source of chance (G. E. P. Box, M. E. Muller, 1958).</summary>
/// <remarks>
/// Values of 64 bits have gaps that could tell something of what noise was added to (I. Mironov, On Significance of the
/// Least Significant Bits for Differential Privacy, 2012): round the sum to steps that are far wider than these gaps.
/// </remarks>
public static class GaussianNoise
{
    private const int PairBytes = 16;

    /// <summary>Adds noise to each value, cut off at a bound on both sides.</summary>
    /// <param name="values">The values.</param>
    /// <param name="deviation">Standard deviation, at least 0.</param>
    /// <param name="most">Most that is added to a value, at least 0.</param>
    public static void AddTo(Span<double> values, double deviation, double most)
    {
        Span<byte> chance = stackalloc byte[PairBytes];
        for (var index = 0; index < values.Length; index += 2)
        {
            RandomNumberGenerator.Fill(chance);

            // From above 0 to 1, in steps of 2^-53.
            var one = ((BinaryPrimitives.ReadUInt64LittleEndian(chance) >> 11) + 1) / (double)(1UL << 53);
            var other = (BinaryPrimitives.ReadUInt64LittleEndian(chance[8..]) >> 11) / (double)(1UL << 53);
            var (length, angle) = (deviation * Math.Sqrt(-2 * Math.Log(one)), 2 * Math.PI * other);
            values[index] += Math.Clamp(length * Math.Cos(angle), -most, most);
            if (index + 1 < values.Length) values[index + 1] += Math.Clamp(length * Math.Sin(angle), -most, most);
        }
    }
}
