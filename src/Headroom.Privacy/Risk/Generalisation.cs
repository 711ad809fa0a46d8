using System.Buffers.Text;
using System.Globalization;

namespace Headroom.Privacy.Risk;

/// <summary>
/// How values of a column become coarser, level by level: level 0 leaves them, the last one leaves the column out, and
/// what one level does not tell apart, no later one does.
/// </summary>
internal sealed class Generalisation
{
    private const int BandsMax = 4;
    private const int CodeMin = 5;
    private const int BandsOfRange = 20;

    private static readonly int[] Firsts = [1, 2, 5, 10];

    // Letters that are kept, or widths of bands, by level from 1 on.
    private readonly double[] _bands;
    private readonly int[] _prefixes;
    private readonly string _unit;

    private Generalisation(double[] bands, int[] prefixes, string unit = "") =>
        (_bands, _prefixes, _unit) = (bands, prefixes, unit);

    /// <summary>Levels, the first and the last one with them.</summary>
    public int Levels => 2 + _bands.Length + _prefixes.Length;

    /// <summary>
    /// What a column of such values can become: dates, codes of digits, numbers, or texts, which are left out only.
    /// </summary>
    public static Generalisation Of(IReadOnlyList<string> values)
    {
        if (values.Count == 0) return new Generalisation([], []);
        if (values.All(IsDate)) return new Generalisation([], [7, 4, 3], "date");

        var length = values[0].Length;
        if (length >= CodeMin && values.All(value => value.Length == length && value.All(char.IsAsciiDigit)))
        {
            return new Generalisation(
                [], [.. Enumerable.Range(1, 3).Select(step => length - 2 * step).Where(kept => kept > 0)]);
        }

        var numbers = values.Select(NumberOf).ToList();
        return numbers.TrueForAll(double.IsFinite)
            ? new Generalisation(Bands(numbers.Max() - numbers.Min()), [])
            : new Generalisation([], []);
    }

    /// <summary>What a level leaves, in words.</summary>
    public string Name(int level)
    {
        if (level == 0) return "as it is";
        if (level == Levels - 1) return "left out";
        if (_bands.Length > 0) return string.Create(CultureInfo.InvariantCulture, $"bands of {_bands[level - 1]:0.######}");
        return _unit.Length > 0
            ? level switch { 1 => "the month", 2 => "the year", _ => "the decade" }
            : string.Create(CultureInfo.InvariantCulture, $"its first {_prefixes[level - 1]} digits");
    }

    /// <summary>A number for what a level leaves of a value. A value of another kind stays as it is.</summary>
    public ulong HashOf(ReadOnlySpan<byte> value, int level)
    {
        if (level == Levels - 1) return 0;
        if (level > 0 && _prefixes.Length > 0)
            return RiskTable.HashOf(value[..Math.Min(value.Length, _prefixes[level - 1])]);
        if (level == 0 || !Utf8Parser.TryParse(value, out double number, out var read) || read < value.Length
            || !double.IsFinite(number))
        {
            return RiskTable.HashOf(value);
        }

        // Nought has two signs, and is one band.
        var band = Math.Floor(number / _bands[level - 1]) + 0.0;
        return RiskTable.Mix((ulong)level, BitConverter.DoubleToUInt64Bits(band));
    }

    // The narrowest are about a twentieth of the range: 1, 2 or 5 with noughts; each next is twice as wide.
    private static double[] Bands(double range)
    {
        if (range <= 0) return [];

        var step = Math.Pow(10, Math.Floor(Math.Log10(range / BandsOfRange)));
        var first = Firsts.Select(times => times * step)
            .First(width => width >= range / BandsOfRange * (1 - 1e-9));
        return [.. Enumerable.Range(0, BandsMax).Select(level => first * (1 << level))];
    }

    private static double NumberOf(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static bool IsDate(string value) =>
        value.Length >= 10 && DateTime.TryParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
