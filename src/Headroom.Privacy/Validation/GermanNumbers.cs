namespace Headroom.Privacy.Validation;

/// <summary>Numbers of Germany.</summary>
internal static class GermanNumbers
{
    /// <summary>
    /// Tax identification: ISO 7064 MOD 11,10, no zero in front, no digit more than three times in ten.
    /// </summary>
    public static bool Tax(ReadOnlySpan<byte> compact)
    {
        for (var digit = (byte)'0'; digit <= '9'; digit++)
        {
            if (compact[..10].Count(digit) > 3) return false;
        }

        return compact[0] != '0' && Digits.Mod11And10(compact);
    }

    /// <summary>Tax on sales: the same over the nine digits behind DE.</summary>
    public static bool SalesTax(ReadOnlySpan<byte> compact) => compact[2] != '0' && Digits.Mod11And10(compact[2..]);

    /// <summary>Identity cards and passports: weights 7, 3, 1 with letters as 10 to 35 (ICAO 9303).</summary>
    public static bool Document(ReadOnlySpan<byte> compact)
    {
        var sum = 0;
        for (var index = 0; index < 8; index++)
        {
            var value = compact[index] <= '9' ? compact[index] - '0' : compact[index] - 'A' + 10;
            sum += value * (index % 3) switch { 0 => 7, 1 => 3, _ => 1 };
        }

        return sum % 10 == compact[8] - '0';
    }

    /// <summary>Health insurance: the letter as two digits, weights 1 and 2, sums of digits.</summary>
    public static bool HealthInsurance(ReadOnlySpan<byte> compact)
    {
        Span<int> digits = stackalloc int[11];
        (digits[0], digits[1]) = Math.DivRem(compact[0] - 'A' + 1, 10);
        for (var index = 1; index < 10; index++) digits[index + 1] = compact[index] - '0';
        var sum = 0;
        for (var index = 0; index < 10; index++) sum += Crossed(digits[index] * (index % 2 + 1));
        return sum % 10 == digits[10];
    }

    /// <summary>Pension insurance: area, birthday, letter, serial and check, with weights of its own.</summary>
    public static bool SocialSecurity(ReadOnlySpan<byte> compact)
    {
        var (day, month) = (Digits.Number(compact, 2, 2) % 50, Digits.Number(compact, 4, 2));
        if (day is < 1 or > 31 || month is < 1 or > 12) return false;

        ReadOnlySpan<byte> weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
        Span<int> digits = stackalloc int[12];
        for (var index = 0; index < 8; index++) digits[index] = compact[index] - '0';
        (digits[8], digits[9]) = Math.DivRem(compact[8] - 'A' + 1, 10);
        (digits[10], digits[11]) = (compact[9] - '0', compact[10] - '0');
        var sum = 0;
        for (var index = 0; index < 12; index++) sum += Crossed(digits[index] * weights[index]);
        return sum % 10 == compact[11] - '0';
    }

    /// <summary>Physicians: weights 4 and 9, the seventh digit makes a whole ten.</summary>
    public static bool Physician(ReadOnlySpan<byte> compact) =>
        (10 - Digits.Weighted(compact, [4, 9, 4, 9, 4, 9]) % 10) % 10 == Digits.At(compact, 6);

    /// <summary>Postcodes that are given out: 01001 to 99998.</summary>
    public static bool Postcode(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 5) is > 1000 and < 99_999;

    private static int Crossed(int product) => product / 10 + product % 10;
}
