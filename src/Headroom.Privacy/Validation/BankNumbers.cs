namespace Headroom.Privacy.Validation;

/// <summary>Account and routing numbers of banks.</summary>
internal static class BankNumbers
{
    // ISO 13616 registry: country, whole length.
    private const string Lengths =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18"
        + "GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15"
        + "PK24PL28PS29PT25QA29RO24RS22SA24SC31SD18SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";

    /// <summary>Whole length of an account number of the country; 0 where there are none.</summary>
    public static int IbanLength(byte first, byte second)
    {
        for (var index = 0; index < Lengths.Length; index += 4)
        {
            if (Lengths[index] == first && Lengths[index + 1] == second)
                return (Lengths[index + 2] - '0') * 10 + Lengths[index + 3] - '0';
        }

        return 0;
    }

    /// <summary>ISO 13616: the country's length, and 1 modulo 97 with the first four places moved to the end.</summary>
    public static bool Iban(ReadOnlySpan<byte> compact)
    {
        if (compact.Length != IbanLength(compact[0], compact[1])) return false;

        var rest = 0;
        for (var index = 0; index < compact.Length; index++)
        {
            var code = compact[(index + 4) % compact.Length];
            rest = code <= '9' ? (rest * 10 + code - '0') % 97 : (rest * 100 + code - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    /// <summary>Routing number of the American Bankers Association: weights 3, 7, 1.</summary>
    public static bool Routing(ReadOnlySpan<byte> compact) =>
        !Digits.AreAllTheSame(compact) && Digits.Weighted(compact, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0;

    /// <summary>Payment cards by scheme: a known beginning and Luhn's formula.</summary>
    public static bool Card(ReadOnlySpan<byte> compact)
    {
        if (Digits.AreAllTheSame(compact) || !Digits.Luhn(compact)) return false;

        var two = Digits.Number(compact, 0, 2);
        return (compact[0], compact.Length) switch
        {
            ((byte)'4', 13 or 16 or 19) => true,
            ((byte)'5', 12 or 13 or 14 or 15 or 16 or 17 or 18 or 19) => true,
            ((byte)'6', >= 12) => true,
            ((byte)'2', 16) => Digits.Number(compact, 0, 4) is >= 2200 and <= 2720,
            ((byte)'3', 14) => two is 30 or 36 or 38 or 39,
            ((byte)'3', 15) => two is 34 or 37,
            ((byte)'3', 16 or 17 or 18 or 19) => two is 35 or 36 or 38 or 39 or 37,
            ((byte)'9' or (byte)'8', >= 16) => true,
            ((byte)'1' or (byte)'2', 15) => Digits.Number(compact, 0, 4) is 1800 or 2131,
            _ => false,
        };
    }
}
