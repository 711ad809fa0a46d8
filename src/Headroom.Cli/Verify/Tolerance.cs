using System.Globalization;
using System.Text.RegularExpressions;

namespace Headroom.Cli.Verify;

/// <summary>How far a figure may be from what was printed. Whatever would be printed alike always holds.</summary>
/// <param name="Text">In the words of the entry.</param>
/// <param name="Amount">Most difference; 0 for none beyond the printed digits.</param>
/// <param name="IsRelative">Whether that is a share of the printed number.</param>
internal sealed partial record Tolerance(string Text, double Amount, bool IsRelative)
{
    /// <summary>The same where the other numbers of a relation are rounded too, by so much of them in all.</summary>
    public Tolerance Beside(double rounding) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Text} (and {100 * rounding:0.#} % rounding)"),
        Amount + rounding,
        IsRelative);

    /// <summary>Reads what an entry says, such as <c>0.05 months</c>, <c>1e-9 rel</c> or <c>exact</c>.</summary>
    public static Tolerance Of(string text)
    {
        if (text.StartsWith("exact", StringComparison.Ordinal)) return new Tolerance(text, 0, false);
        if (Percent().Match(text) is { Success: true } percent)
            return new Tolerance(text, Number(percent) / 100, true);

        return Amounts().Match(text) is { Success: true } amount
            ? new Tolerance(text, Number(amount), text.Contains("rel", StringComparison.Ordinal))
            : new Tolerance(text, 0, false);
    }

    /// <summary>Whether a number is close enough to the printed one.</summary>
    public bool Allows(PrintedNumber printed, double ours) =>
        Math.Abs(ours - printed.Value) <= Amount * (IsRelative ? Math.Abs(printed.Value) : 1)
        || printed.IsPrintOf(ours);

    private static double Number(Match match) =>
        double.Parse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)\s?%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?(e[+-]?\d+)?)")]
    private static partial Regex Amounts();
}
