using System.Globalization;

namespace Headroom.Client.Pool;

/// <summary>One change of what is tried, as it is written: <c>WHOSE:WHAT=AMOUNT</c>, or <c>WHAT=AMOUNT</c>.</summary>
/// <param name="Whose">A queue or a cluster; empty where none is written.</param>
/// <param name="What">A resource, a chip model or a queue.</param>
/// <param name="Amount">How much of it, in whole ones, with up to three decimals.</param>
public sealed record WhatIfChange(string Whose, string What, decimal Amount)
{
    private const decimal AmountMax = 1_000_000_000;
    private const int Decimals = 3;

    /// <summary>Reads one; false where it is not written so.</summary>
    public static bool TryRead(string text, out WhatIfChange change)
    {
        // From the right: names of chip models may have any sign.
        var (equals, colon) = (text.LastIndexOf('='), text.IndexOf(':', StringComparison.Ordinal));
        change = new WhatIfChange("", "", 0);
        if (equals <= 0 || !TryReadAmount(text[(equals + 1)..], out var amount)) return false;

        var hasOwner = colon >= 0 && colon < equals;
        change = new WhatIfChange(hasOwner ? text[..colon] : "", text[(hasOwner ? colon + 1 : 0)..equals], amount);
        return change.What.Length > 0;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Whose.Length > 0 ? $"{Whose}:" : "")}{What}={Amount:0.###}");

    private static bool TryReadAmount(string text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount)
        && amount <= AmountMax && decimal.Round(amount, Decimals) == amount;
}
