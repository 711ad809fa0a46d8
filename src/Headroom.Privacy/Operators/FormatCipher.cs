using System.Buffers;
using System.Globalization;
using Headroom.Privacy.Validation;

namespace Headroom.Privacy.Operators;

/// <summary>
/// FF1 over the digits of numbers, with their signs, their scheme and their check digits kept sound: a masked card is a
/// card, and a masked resident number has a real area and a real birthday. Not thread-safe.
/// </summary>
internal sealed class FormatCipher(ReadOnlySpan<byte> key, BlockCipher cipher = BlockCipher.Aes) : IDisposable
{
    private const int DigitsMin = 6;
    private const int LettersMax = 3;
    private const int IssuerDigits = 6;
    private const int Serials = 1_000;
    private const int RankDigits = 14;
    private const int SubAreas = 10_000;

    private static readonly DateTime FirstDay = new(1900, 1, 1);
    private static readonly int Days = (int)(new DateTime(2000, 1, 1) - FirstDay).TotalDays + 9_000;

    private static readonly int[] Provinces =
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
            63,
        64, 65, 71, 81, 82, 83,
    ];

    private static readonly SearchValues<byte> Signs = SearchValues.Create(" -./()+"u8);

    private readonly Ff1 _cipher = new(key, 10, cipher);

    /// <summary>Replaces the digits among <paramref name="value"/>; false where there are too few of them, or letters as well.</summary>
    public bool TryApply(string entity, Span<byte> value)
    {
        Span<int> places = stackalloc int[64];
        var (count, others) = (0, 0);
        for (var index = 0; index < value.Length; index++)
        {
            if ((uint)(value[index] - '0') >= 10)
            {
                others += Signs.Contains(value[index]) ? 0 : 1;
                continue;
            }

            if (count == places.Length) return false;
            places[count++] = index;
        }

        // Letters stay as they are: what has more of them than a number, such as an address of mail, would still tell.
        if (others > LettersMax) return false;

        places = places[..count];
        if (entity is "CN_RESIDENT_ID" && count is 17 or 18) return TryResident(value, places);
        if (entity is "BANK_CARD" or "CREDIT_CARD" && count >= 13) return Card(value, places);
        if (entity is "CN_MOBILE" && count >= 11) return Encrypt(value, places[^8..], entity);
        return count >= DigitsMin && Encrypt(value, places, entity);
    }

    public void Dispose() => _cipher.Dispose();

    private bool Encrypt(Span<byte> value, ReadOnlySpan<int> places, string entity)
    {
        if (places.Length < DigitsMin) return false;

        Span<ushort> numerals = stackalloc ushort[places.Length];
        for (var index = 0; index < places.Length; index++) numerals[index] = (ushort)(value[places[index]] - '0');
        Span<byte> tweak = stackalloc byte[32];
        _cipher.Encrypt(numerals, tweak[..Tweak(entity, tweak)]);
        for (var index = 0; index < places.Length; index++) value[places[index]] = (byte)(numerals[index] + '0');
        return true;
    }

    // The issuer stays, and the last digit makes Luhn's sum whole.
    private bool Card(Span<byte> value, ReadOnlySpan<int> places)
    {
        if (!Encrypt(value, places[IssuerDigits..^1], "CARD")) return false;

        Span<byte> digits = stackalloc byte[places.Length];
        for (var index = 0; index < places.Length; index++) digits[index] = value[places[index]];
        digits[^1] = (byte)'0';
        value[places[^1]] = (byte)('0' + (10 - Digits.LuhnSum(digits) % 10) % 10);
        return true;
    }

    // Area, birthday and serial are one number below their product; what falls outside is encrypted again until it does
    // not (cycle walking, SP 800-38G r1, section 5), which takes three turns on average.
    private bool TryResident(Span<byte> value, ReadOnlySpan<int> places)
    {
        Span<byte> digits = stackalloc byte[18];
        for (var index = 0; index < 17; index++) digits[index] = value[places[index]];
        var province = Array.IndexOf(Provinces, Digits.Number(digits, 0, 2));
        var birthday =
            new DateTime(Digits.Number(digits, 6, 4), Digits.Number(digits, 10, 2), Digits.Number(digits, 12, 2));
        var day = (int)(birthday - FirstDay).TotalDays;
        if (province < 0 || day < 0 || day >= Days) return false;

        var size = (long)Provinces.Length * SubAreas * Days * Serials;
        var rank = (((long)province * SubAreas + Digits.Number(digits, 2, 4)) * Days + day) * Serials
            + Digits.Number(digits, 14, 3);
        do rank = Encrypted(rank);
        while (rank >= size);
        WriteResident(rank, digits);
        for (var index = 0; index < 17; index++) value[places[index]] = digits[index];
        value[places[16] + Behind(value, places[16])] = ChineseNumbers.ResidentCheckOf(digits);
        return true;
    }

    // The check character may stand behind a sign.
    private static int Behind(ReadOnlySpan<byte> value, int last)
    {
        var at = last + 1;
        while (at < value.Length - 1 && value[at] is (byte)' ' or (byte)'-') at++;
        return at - last;
    }

    private static void WriteResident(long rank, Span<byte> digits)
    {
        (rank, var serial) = Math.DivRem(rank, Serials);
        (rank, var day) = Math.DivRem(rank, Days);
        (var province, var area) = Math.DivRem(rank, SubAreas);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Provinces[province]:00}{area:0000}{FirstDay.AddDays(day):yyyyMMdd}{serial:000}");
        for (var index = 0; index < text.Length; index++) digits[index] = (byte)text[index];
    }

    private long Encrypted(long rank)
    {
        Span<ushort> numerals = stackalloc ushort[RankDigits];
        for (var index = RankDigits - 1; index >= 0; index--, rank /= 10) numerals[index] = (ushort)(rank % 10);
        _cipher.Encrypt(numerals, "CN_RESIDENT_ID"u8);
        foreach (var numeral in numerals) rank = rank * 10 + numeral;
        return rank;
    }

    private static int Tweak(string entity, Span<byte> tweak)
    {
        var length = Math.Min(entity.Length, tweak.Length);
        for (var index = 0; index < length; index++) tweak[index] = (byte)entity[index];
        return length;
    }
}
