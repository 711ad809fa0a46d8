namespace Headroom.Metering;

/// <summary>A currency.</summary>
/// <param name="Code">Three capital letters, as in ISO 4217.</param>
/// <param name="Digits">Digits of its minor unit, 0 to <see cref="DigitsMax"/>: 2 where there are cents.</param>
public sealed record Currency(string Code, int Digits)
{
    /// <summary>Most digits of a minor unit.</summary>
    public const int DigitsMax = 6;

    /// <summary>Millionths of the currency: the unit of prices.</summary>
    public const long Micro = 1_000_000;

    private static readonly string[] WithNone =
    [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ];

    private static readonly string[] WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Minor units of one unit of the currency.</summary>
    public long MinorUnits => PowerOfTen(Digits);

    /// <summary>Millionths of one minor unit.</summary>
    public long MicroOfMinor => Micro / MinorUnits;

    /// <summary>The digits that a currency has in ISO 4217 (2024): two where nothing else is known.</summary>
    public static int UsualDigits(string code) =>
        Array.IndexOf(WithNone, code) >= 0 ? 0 : Array.IndexOf(WithThree, code) >= 0 ? 3 : 2;

    private static long PowerOfTen(int exponent)
    {
        var power = 1L;
        for (var digit = 0; digit < exponent; digit++) power *= 10;
        return power;
    }
}
