using Headroom.Metering;
using Headroom.Metering.Pricing;

namespace Headroom.Server.Billing;

/// <summary>Exact whole numbers as the exact decimals of the API.</summary>
internal static class Numbers
{
    /// <summary>Seconds of millionths of seconds.</summary>
    public static decimal Seconds(Int128 micro) => (decimal)micro / Currency.Micro;

    /// <summary>An exact cost, rounded to minor units, with all their digits.</summary>
    public static decimal Money(Int128 exact, Currency currency) => Money(Amounts.Minor(exact, currency), currency);

    /// <summary>Minor units as units of the currency, with all their digits.</summary>
    public static decimal Money(long minor, Currency currency)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(minor, bits);
        return new decimal(bits[0], bits[1], bits[2], minor < 0, (byte)currency.Digits);
    }

    /// <summary>Millionths.</summary>
    public static decimal Micro(long micro) => (decimal)micro / Currency.Micro;
}
