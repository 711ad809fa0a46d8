using System.Numerics;

namespace Headroom.Privacy.Accounting;

/// <summary>The discrete Fourier transform of a power of two of values, in place (Cooley, Tukey 1965).</summary>
internal static class Fourier
{
    /// <summary>Transforms the values; the inverse is divided by their number.</summary>
    public static void Transform(Complex[] values, bool isInverse)
    {
        Reverse(values);

        // Roots are computed one by one: products of them would lose the last digits that small chances need.
        var roots = new Complex[values.Length / 2];
        var turn = (isInverse ? 2 : -2) * Math.PI / values.Length;
        for (var index = 0; index < roots.Length; index++)
            roots[index] = new Complex(Math.Cos(turn * index), Math.Sin(turn * index));

        for (var half = 1; half < values.Length; half *= 2)
        {
            var stride = values.Length / (2 * half);
            for (var start = 0; start < values.Length; start += 2 * half)
            {
                for (var index = 0; index < half; index++)
                {
                    var (one, other) = (values[start + index], values[start + half + index] * roots[index * stride]);
                    values[start + index] = one + other;
                    values[start + half + index] = one - other;
                }
            }
        }

        if (!isInverse) return;
        for (var index = 0; index < values.Length; index++) values[index] /= values.Length;
    }

    private static void Reverse(Complex[] values)
    {
        for (int index = 1, mirrored = 0; index < values.Length; index++)
        {
            var bit = values.Length >> 1;
            for (; (mirrored & bit) != 0; bit >>= 1) mirrored ^= bit;
            mirrored ^= bit;
            if (index < mirrored) (values[index], values[mirrored]) = (values[mirrored], values[index]);
        }
    }
}
