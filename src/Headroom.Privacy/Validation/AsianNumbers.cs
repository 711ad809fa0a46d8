namespace Headroom.Privacy.Validation;

/// <summary>Numbers of states of Asia, Africa and Australia.</summary>
internal static class AsianNumbers
{
    /// <summary>India, Aadhaar: Verhoeff's check digit, no palindrome.</summary>
    public static bool Aadhaar(ReadOnlySpan<byte> compact)
    {
        var isPalindrome = true;
        for (var index = 0; index < 6; index++) isPalindrome &= compact[index] == compact[11 - index];
        return !isPalindrome && Verhoeff.IsValid(compact);
    }

    /// <summary>India, goods and services: a state of 01 to 38 in front.</summary>
    public static bool GoodsAndServices(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 2) is >= 1 and <= 38;

    /// <summary>Korea, businesses: weights 1, 3, 7, 1, 3, 7, 1, 3, 5, the last product by both digits.</summary>
    public static bool KoreanBusiness(ReadOnlySpan<byte> compact)
    {
        var sum = Digits.Weighted(compact, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Digits.At(compact, 8) * 5 / 10;
        return (10 - sum % 10) % 10 == Digits.At(compact, 9);
    }

    /// <summary>Korea, residents and foreigners: a birthday in front.</summary>
    public static bool KoreanPerson(ReadOnlySpan<byte> compact) => Digits.IsShortDate(compact, 0);

    /// <summary>Korea, driving licences: regions 11 to 28.</summary>
    public static bool KoreanLicence(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 2) is >= 11 and <= 28;

    /// <summary>Thailand: weights 13 to 2, 11 less the rest; provinces that exist.</summary>
    public static bool Thai(ReadOnlySpan<byte> compact) =>
        Digits.Number(compact, 1, 2) is >= 10 and <= 96 and not (
            28 or 29 or 59 or 68 or 69 or 78 or 79 or 87 or 88 or 89)
            && (11 - Digits.Weighted(compact, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == Digits.At(
                compact, 12);

    /// <summary>Philippines, taxpayers: weights 9 to 2 modulo 11.</summary>
    public static bool PhilippineTaxpayer(ReadOnlySpan<byte> compact) =>
        Digits.Weighted(compact, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == Digits.At(compact, 8)
            && !Digits.AreAllTheSame(compact);

    /// <summary>South Africa: a birthday, citizenship 0 to 2, Luhn's formula.</summary>
    public static bool SouthAfrican(ReadOnlySpan<byte> compact) =>
        Digits.IsShortDate(compact, 0) && compact[10] <= '2' && Digits.Luhn(compact);

    /// <summary>Australia, businesses: the first digit less one, weights 10, 1, 3 to 19, modulo 89.</summary>
    public static bool AustralianBusiness(ReadOnlySpan<byte> compact) =>
        (Digits.Weighted(compact, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0;

    /// <summary>Australia, companies: weights 8 to 1, the last digit makes a whole ten.</summary>
    public static bool AustralianCompany(ReadOnlySpan<byte> compact) =>
        (10 - Digits.Weighted(compact, [8, 7, 6, 5, 4, 3, 2, 1]) % 10) % 10 == Digits.At(compact, 8);

    /// <summary>Australia, tax files: weights modulo 11.</summary>
    public static bool AustralianTax(ReadOnlySpan<byte> compact) =>
        !Digits.AreAllTheSame(compact) && Digits.Weighted(compact, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0;

    /// <summary>Australia, health cards: weights 1, 3, 7, 9 over eight digits.</summary>
    public static bool AustralianMedicare(ReadOnlySpan<byte> compact) =>
        Digits.Weighted(compact, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 == Digits.At(compact, 8);
}
