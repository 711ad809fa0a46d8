namespace Headroom.Privacy.Validation;

/// <summary>Numbers of the United States and Canada.</summary>
internal static class AmericanNumbers
{
    /// <summary>
    /// Social security: no area 000, 666 or 900 and above, no group 00, no serial 0000, no published sample.
    /// </summary>
    public static bool SocialSecurity(ReadOnlySpan<byte> compact)
    {
        var (area, group, serial) =
            (Digits.Number(compact, 0, 3), Digits.Number(compact, 3, 2), Digits.Number(compact, 5, 4));
        return area is not (0 or 666) && area < 900 && group != 0 && serial != 0 && !Digits.AreAllTheSame(compact)
            && !compact.SequenceEqual("123456789"u8) && !compact.SequenceEqual("987654320"u8)
            && !compact.SequenceEqual("078051120"u8);
    }

    /// <summary>National provider: Luhn's formula behind the prefix 80840.</summary>
    public static bool Provider(ReadOnlySpan<byte> compact) =>
        !Digits.AreAllTheSame(compact) && (Digits.LuhnSum(compact) + 24) % 10 == 0;

    /// <summary>Registration with the drug enforcement: the odd places and twice the even ones.</summary>
    public static bool DrugRegistration(ReadOnlySpan<byte> compact)
    {
        var digits = compact[^7..];
        return Digits.Weighted(digits, [1, 2, 1, 2, 1, 2]) % 10 == Digits.At(digits, 6);
    }

    /// <summary>Individual taxpayer: 9xx and a group of those that were given out.</summary>
    public static bool Taxpayer(ReadOnlySpan<byte> compact) =>
        Digits.Number(compact, 3, 2) is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (
            >= 94 and <= 99);

    /// <summary>Canadian social insurance: Luhn's formula.</summary>
    public static bool SocialInsurance(ReadOnlySpan<byte> compact) =>
        !Digits.AreAllTheSame(compact) && Digits.Luhn(compact);

    /// <summary>Bank accounts and licences have no check; runs of one digit are no numbers.</summary>
    public static bool NotAllTheSame(ReadOnlySpan<byte> compact) => !Digits.AreAllTheSame(compact);
}
