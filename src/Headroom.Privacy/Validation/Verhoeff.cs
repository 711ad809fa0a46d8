namespace Headroom.Privacy.Validation;

/// <summary>
/// Verhoeff's check digit: J. Verhoeff, Error Detecting Decimal Codes, 1969; products of the dihedral group D5.
/// </summary>
internal static class Verhoeff
{
    private static ReadOnlySpan<byte> Permutation => [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    public static bool IsValid(ReadOnlySpan<byte> compact)
    {
        var check = 0;
        for (var index = 0; index < compact.Length; index++)
        {
            var digit = Digits.At(compact, compact.Length - 1 - index);
            for (var turn = 0; turn < index % 8; turn++) digit = Permutation[digit];
            check = Product(check, digit);
        }

        return check == 0;
    }

    // 0 to 4 are turns of a pentagon, 5 to 9 its mirrorings.
    private static int Product(int one, int other) => (one < 5, other < 5) switch
    {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other) % 5,
        (false, true) => 5 + (one - other) % 5,
        (false, false) => (one - other + 5) % 5,
    };
}
