using System.Globalization;

namespace Headroom.Exchange;

/// <summary>Amounts of money, in millionths of a currency.</summary>
public static class Money
{
    /// <summary>Millionths in one.</summary>
    public const long Micro = 1_000_000;

    /// <summary>
    /// Most that any amount may be, in millionths: 100 million. Flows of 40,000 nodes stay exact in 64 bits below it.
    /// </summary>
    public const long MicroMax = 100_000_000 * Micro;

    /// <summary>Reads an amount such as <c>12.50</c>, from 0 to <see cref="MicroMax"/>.</summary>
    public static bool TryParse(string text, out long micro)
    {
        micro = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return false;
        if (amount > MicroMax / Micro || amount * Micro != decimal.Truncate(amount * Micro)) return false;

        micro = (long)(amount * Micro);
        return true;
    }

    /// <summary>An amount as people write it, with at least two decimals.</summary>
    public static string Text(long micro) => ((decimal)micro / Micro).ToString("0.00####", CultureInfo.InvariantCulture);
}
