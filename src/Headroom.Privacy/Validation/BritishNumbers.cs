namespace Headroom.Privacy.Validation;

/// <summary>Numbers of the United Kingdom.</summary>
internal static class BritishNumbers
{
    private static readonly string[] NoPrefixes = ["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"];

    /// <summary>National health service: weights 10 to 2, 11 less the rest.</summary>
    public static bool HealthService(ReadOnlySpan<byte> compact)
    {
        var rest = 11 - Digits.Weighted(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        return !Digits.AreAllTheSame(compact) && (rest == 11 ? 0 : rest) == Digits.At(compact, 9);
    }

    /// <summary>National insurance: prefixes that are not given out.</summary>
    public static bool Insurance(ReadOnlySpan<byte> compact)
    {
        foreach (var prefix in NoPrefixes)
        {
            if (compact[0] == prefix[0] && compact[1] == prefix[1]) return false;
        }

        return true;
    }

    /// <summary>
    /// Driving licence: five places of the surname, then decade, month (50 more for women), day and year.
    /// </summary>
    public static bool DrivingLicence(ReadOnlySpan<byte> compact)
    {
        var letters = compact[..5].IndexOf((byte)'9');
        if (letters >= 0 && compact[letters..5].ContainsAnyExcept((byte)'9')) return false;

        var (month, day) = (Digits.Number(compact, 6, 2), Digits.Number(compact, 8, 2));
        return month % 50 is >= 1 and <= 12 && month < 63 && day is >= 1 and <= 31;
    }
}
