using System.CommandLine;
using System.Globalization;

namespace Headroom.Cli.Sizing;

/// <summary>Options whose values are large amounts, written <c>7e9</c>, <c>7B</c>, <c>1.5T</c> or
/// <c>300M</c>.</summary>
internal static class Quantity
{
    /// <summary>An amount above zero; null when it is not given.</summary>
    public static Option<double?> Of(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            if (Parse(result.Tokens[0].Value) is { } value) return value;

            result.AddError($"{name} '{result.Tokens[0].Value}' is not an amount above zero such as 7e9, 7B or 1.5T");
            return null;
        },
    };

    /// <summary>The amount that a text stands for; null for none.</summary>
    public static double? Parse(string text)
    {
        var (factor, digits) = text.Length == 0 ? (1.0, "") : text[^1] switch
        {
            'k' or 'K' => (1e3, text[..^1]),
            'M' => (1e6, text[..^1]),
            'B' or 'G' => (1e9, text[..^1]),
            'T' => (1e12, text[..^1]),
            _ => (1.0, text),
        };
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(digits, Style, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) && value > 0
            ? value * factor
            : null;
    }

    /// <summary>An amount as people write it.</summary>
    public static string Text(double value) => value switch
    {
        >= 1e15 => value.ToString("0.##E+0", CultureInfo.InvariantCulture),
        >= 1e12 => Short(value / 1e12, "T"),
        >= 1e9 => Short(value / 1e9, "B"),
        >= 1e6 => Short(value / 1e6, "M"),
        >= 1e3 => Short(value / 1e3, "k"),
        _ => NumberText(value),
    };

    private static string Short(double value, string unit) => NumberText(value) + unit;

    private static string NumberText(double value) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
