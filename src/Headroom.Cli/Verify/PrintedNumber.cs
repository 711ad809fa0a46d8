using System.Globalization;

namespace Headroom.Cli.Verify;

/// <summary>A number as it was printed: its digits say how exact it is.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">Value of its last printed digit.</param>
internal sealed record PrintedNumber(double Value, double Unit)
{
    // From here on zeros before the point stand for nothing: 200000000000000 is 2e14.
    private const double LargeLeast = 1e4;

    /// <summary>Reads a number from its text.</summary>
    public static PrintedNumber Of(string text)
    {
        var value = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? (double)exact
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        if (Math.Abs(value) >= LargeLeast)
        {
            var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
            var zeros = digits.Length - digits.TrimEnd('0').Length;
            decimals -= zeros;
        }

        return new PrintedNumber(value, Math.Pow(10, exponent - decimals));
    }

    /// <summary>Whether another number would be printed alike.</summary>
    public bool IsPrintOf(double other) => Math.Abs(other - Value) <= Unit / 2 * (1 + 1e-9);
}
