using System.Globalization;
using Headroom.Cli.Output;

namespace Headroom.Cli.Billing;

/// <summary>Exact decimals as people read them; none is rounded but hours.</summary>
internal static class MoneyText
{
    private const decimal SecondsPerHour = 3_600;

    /// <summary>An amount with all the digits that the server gave it.</summary>
    public static string Amount(decimal? amount) => amount is { } known
        ? known.ToString(known.Scale == 0 ? "#,0" : $"#,0.{new string('0', known.Scale)}", CultureInfo.InvariantCulture)
        : NumberText.None;

    /// <summary>An amount with its currency.</summary>
    public static string Of(decimal? amount, string? currency) =>
        amount is null ? NumberText.None : $"{Amount(amount)} {currency}";

    /// <summary>Seconds, exactly.</summary>
    public static string Seconds(decimal seconds) => seconds.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>Seconds as hours, to a thousandth.</summary>
    public static string Hours(decimal seconds) =>
        (seconds / SecondsPerHour).ToString("#,0.000", CultureInfo.InvariantCulture);

    /// <summary>A price or a limit, as it was written.</summary>
    public static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
