namespace Headroom.Privacy.Validation;

/// <summary>Numbers that authorities and companies of China give.</summary>
internal static class ChineseNumbers
{
    private const int YearMin = 1900;
    private const int YearMax = 2099;

    // GB 32100-2015: no I, O, S, V, Z.
    private static ReadOnlySpan<byte> CreditAlphabet => "0123456789ABCDEFGHJKLMNPQRTUWXY"u8;

    private static ReadOnlySpan<byte> ResidentCheck => "10X98765432"u8;

    private static ReadOnlySpan<byte> ResidentWeights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> CreditWeights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Resident identity number of 18 places: GB 11643-1999, check by ISO 7064 MOD 11-2.</summary>
    public static bool ResidentId18(ReadOnlySpan<byte> compact) =>
        Digits.AreDigits(compact[..17]) && IsArea(compact)
            && Digits.Number(compact, 6, 4) is >= YearMin and <= YearMax and var year
            && Digits.IsDate(year, Digits.Number(compact, 10, 2), Digits.Number(compact, 12, 2))
            && ResidentCheckOf(compact) == compact[17];

    /// <summary>The check character of the first 17 digits.</summary>
    public static byte ResidentCheckOf(ReadOnlySpan<byte> compact) =>
        ResidentCheck[Digits.Weighted(compact, ResidentWeights) % 11];

    /// <summary>The same before 1999: no century, no check digit.</summary>
    public static bool ResidentId15(ReadOnlySpan<byte> compact) =>
        IsArea(compact) && compact[0] < '7'
            && Digits.IsDate(
                YearMin + Digits.Number(compact, 6, 2), Digits.Number(compact, 8, 2), Digits.Number(compact, 10, 2));

    /// <summary>
    /// Permanent residence card of a foreigner from 2023 on: a resident number whose first digit is 9.
    /// </summary>
    public static bool ForeignerId(ReadOnlySpan<byte> compact) => compact[0] == '9' && ResidentId18(compact);

    /// <summary>Unified social credit code: GB 32100-2015.</summary>
    public static bool CreditCode(ReadOnlySpan<byte> compact)
    {
        var place = CreditAlphabet.IndexOf(compact[17]);
        return place >= 0 && CreditCheckOf(compact) is var check and >= 0 && check == place;
    }

    /// <summary>Place in the alphabet of the check character of the first 17; -1 for a foreign character.</summary>
    public static int CreditCheckOf(ReadOnlySpan<byte> compact)
    {
        var sum = 0;
        for (var index = 0; index < CreditWeights.Length; index++)
        {
            var value = CreditAlphabet.IndexOf(compact[index]);
            if (value < 0) return -1;
            sum += value * CreditWeights[index];
        }

        return (31 - sum % 31) % 31;
    }

    /// <summary>Organisation code: GB 11714-1997.</summary>
    public static bool OrganisationCode(ReadOnlySpan<byte> compact)
    {
        var sum = 0;
        for (var index = 0; index < OrganisationWeights.Length; index++)
        {
            var value = compact[index] <= '9' ? compact[index] - '0' : compact[index] - 'A' + 10;
            sum += value * OrganisationWeights[index];
        }

        return compact[8] == (11 - sum % 11) switch { 10 => 'X', 11 => '0', var check => check + '0' };
    }

    /// <summary>Cards of Chinese banks and those of other schemes: 13 to 19 digits, Luhn's formula.</summary>
    public static bool BankCard(ReadOnlySpan<byte> compact) => !Digits.AreAllTheSame(compact) && Digits.Luhn(compact);

    /// <summary>Area codes of fixed lines: 010, 02x, and 03xx to 09xx.</summary>
    public static bool Landline(ReadOnlySpan<byte> compact)
    {
        if (compact.StartsWith("86"u8)) compact = compact[2..];
        if (compact[0] != '0') return compact[0] is >= (byte)'1' and <= (byte)'9' && compact.Length is >= 9 and <= 11;
        var isShort = compact[1] is (byte)'1' or (byte)'2';
        var number = compact.Length - (isShort ? 3 : 4);
        return compact[1] != '0' && (compact[1] != '1' || compact[2] == '0')
            && number is 7 or 8 && compact[isShort ? 3 : 4] is >= (byte)'2' and <= (byte)'9';
    }

    private static bool IsArea(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 2) is
        (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54)
        or (>= 61 and <= 65) or 71 or 81 or 82 or 83 or (>= 91 and <= 99);
}
