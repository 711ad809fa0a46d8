namespace Headroom.Privacy.Validation;

/// <summary>
/// Whether the letters and digits of a number, in upper case and without what stood between, are sound.
/// </summary>
internal delegate bool Check(ReadOnlySpan<byte> compact);

/// <summary>Sums over digits that many check digits have in common.</summary>
internal static class Digits
{
    /// <summary>Value of the digit at <paramref name="index"/>.</summary>
    public static int At(ReadOnlySpan<byte> compact, int index) => compact[index] - '0';

    /// <summary>Number that the digits from <paramref name="start"/> on say.</summary>
    public static int Number(ReadOnlySpan<byte> compact, int start, int count)
    {
        var number = 0;
        foreach (var digit in compact.Slice(start, count)) number = number * 10 + digit - '0';
        return number;
    }

    public static bool AreDigits(ReadOnlySpan<byte> compact) => !compact.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Sum of the first digits, each by its weight.</summary>
    public static int Weighted(ReadOnlySpan<byte> compact, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var index = 0; index < weights.Length; index++) sum += At(compact, index) * weights[index];
        return sum;
    }

    public static bool AreAllTheSame(ReadOnlySpan<byte> compact) => !compact.ContainsAnyExcept(compact[0]);

    /// <summary>Luhn's formula (ISO/IEC 7812-1, annex B): every second digit from the right doubled.</summary>
    public static bool Luhn(ReadOnlySpan<byte> compact) => LuhnSum(compact) % 10 == 0;

    /// <summary>Sum of Luhn's formula, the last digit being the check digit.</summary>
    public static int LuhnSum(ReadOnlySpan<byte> compact)
    {
        var sum = 0;
        for (var index = 0; index < compact.Length; index++)
        {
            var digit = At(compact, compact.Length - 1 - index);
            if ((index & 1) != 0) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return sum;
    }

    /// <summary>ISO/IEC 7064, MOD 11,10.</summary>
    public static bool Mod11And10(ReadOnlySpan<byte> compact)
    {
        var product = 10;
        foreach (var digit in compact[..^1])
        {
            var sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == At(compact, compact.Length - 1);
    }

    /// <summary>Whether the numbers are a day of the calendar.</summary>
    public static bool IsDate(int year, int month, int day) =>
        month is >= 1 and <= 12 && year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>Whether six digits, year first, are a day of this century or the last.</summary>
    public static bool IsShortDate(ReadOnlySpan<byte> compact, int start)
    {
        var (year, month, day) =
            (Number(compact, start, 2), Number(compact, start + 2, 2), Number(compact, start + 4, 2));
        return IsDate(1900 + year, month, day) || IsDate(2000 + year, month, day);
    }
}
