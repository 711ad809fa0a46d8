namespace Headroom.Privacy.Validation;

/// <summary>Numbers of states of Europe.</summary>
internal static class EuropeanNumbers
{
    private static ReadOnlySpan<byte> FinnishCheck => "0123456789ABCDEFHJKLMNPRSTUVWXY"u8;

    private static ReadOnlySpan<byte> SpanishCheck => "TRWAGMYFPDXBNJZSQVHLCKE"u8;

    /// <summary>Finland: the nine digits modulo 31 choose the last character. Day, month, year come first.</summary>
    public static bool Finnish(ReadOnlySpan<byte> compact)
    {
        // The century's sign is a letter or, taken out with other signs, nothing.
        var serial = compact.Length == 11 ? 7 : 6;
        var number = Digits.Number(compact, 0, 6) * 1000 + Digits.Number(compact, serial, 3);
        return IsDayFirst(compact, 0) && FinnishCheck[number % 31] == compact[^1];
    }

    /// <summary>Spain: the number modulo 23 chooses the letter.</summary>
    public static bool SpanishTax(ReadOnlySpan<byte> compact) =>
        SpanishCheck[Digits.Number(compact, 0, compact.Length - 1) % 23] == compact[^1];

    /// <summary>Spain, foreigners: X, Y, Z stand for 0, 1, 2 in front.</summary>
    public static bool SpanishForeigner(ReadOnlySpan<byte> compact) =>
        SpanishCheck[((compact[0] - 'X') * 10_000_000 + Digits.Number(compact, 1, 7)) % 23] == compact[^1];

    /// <summary>Poland: weights 1, 3, 7, 9 over all places; the month carries the century.</summary>
    public static bool Polish(ReadOnlySpan<byte> compact) =>
        Digits.Weighted(compact, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
            && Digits.Number(compact, 2, 2) % 20 is >= 1 and <= 12 && Digits.Number(compact, 4, 2) is >= 1 and <= 31;

    /// <summary>
    /// Sweden, persons: Luhn's formula over the last ten, and a day (60 more for those not registered).
    /// </summary>
    public static bool SwedishPerson(ReadOnlySpan<byte> compact)
    {
        var (month, day) = (Digits.Number(compact[^10..], 2, 2), Digits.Number(compact[^10..], 4, 2) % 60);
        var year = compact.Length == 12 ? Digits.Number(compact, 0, 4) : 2000 + Digits.Number(compact, 0, 2);
        return (compact.Length == 10 || year is >= 1800 and <= 2099)
            && (Digits.IsDate(year, month, day) || compact.Length == 10 && Digits.IsDate(year - 100, month, day))
            && Digits.Luhn(compact[^10..]);
    }

    /// <summary>Sweden, organisations: Luhn's formula, and 20 or more where a person has the month.</summary>
    public static bool SwedishOrganisation(ReadOnlySpan<byte> compact) =>
        Digits.Number(compact, 2, 2) >= 20 && Digits.Luhn(compact);

    /// <summary>Turkey: the tenth and the eleventh digit follow from the others.</summary>
    public static bool Turkish(ReadOnlySpan<byte> compact)
    {
        var odd = Digits.Weighted(compact, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
        var even = Digits.Weighted(compact, [0, 1, 0, 1, 0, 1, 0, 1, 0]);
        var tenth = ((odd * 7 - even) % 10 + 10) % 10;
        return tenth == Digits.At(compact, 9) && (odd + even + tenth) % 10 == Digits.At(compact, 10);
    }

    /// <summary>Italy, tax on sales: Luhn's formula over eleven digits.</summary>
    public static bool ItalianTax(ReadOnlySpan<byte> compact) => !Digits.AreAllTheSame(compact) && Digits.Luhn(compact);

    private static bool IsDayFirst(ReadOnlySpan<byte> compact, int start)
    {
        var (day, month, year) =
            (
                Digits.Number(compact, start, 2), Digits.Number(compact, start + 2, 2),
                    Digits.Number(compact, start + 4, 2));
        return Digits.IsDate(1900 + year, month, day) || Digits.IsDate(2000 + year, month, day);
    }
}
