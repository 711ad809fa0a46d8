namespace Headroom.Privacy.Validation;

/// <summary>Identity cards of Hong Kong, Macao and Taiwan.</summary>
internal static class NearbyNumbers
{
    // The letters of Taiwan's cards stand for 10 to 35 in this order.
    private static ReadOnlySpan<byte> TaiwanLetters => "ABCDEFGHJKLMNPQRSTUVXYWZIO"u8;

    /// <summary>
    /// Weights 9 to 2 with letters as 10 to 35, and 36 for a missing first letter; the check digit A is 10.
    /// </summary>
    public static bool HongKong(ReadOnlySpan<byte> compact)
    {
        var letters = compact.Length - 7;
        var sum = letters == 1 ? 36 * 9 : (compact[0] - 'A' + 10) * 9;
        sum += (compact[letters - 1] - 'A' + 10) * 8;
        for (var index = 0; index < 6; index++) sum += Digits.At(compact, letters + index) * (7 - index);
        var check = compact[^1] == 'A' ? 10 : compact[^1] - '0';
        return check is >= 0 and <= 10 && (sum + check) % 11 == 0;
    }

    /// <summary>Weights 1, 9 to 1 and 1 over the letter's two digits and the nine that follow.</summary>
    public static bool Taiwan(ReadOnlySpan<byte> compact)
    {
        var letter = TaiwanLetters.IndexOf(compact[0]) + 10;
        var sum = letter / 10 + letter % 10 * 9;
        for (var index = 1; index < 9; index++) sum += Digits.At(compact, index) * (9 - index);
        return (sum + Digits.At(compact, 9)) % 10 == 0;
    }
}
