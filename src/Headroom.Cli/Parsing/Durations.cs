using System.CommandLine;
using System.Globalization;

namespace Headroom.Cli.Parsing;

/// <summary>Options whose values are spans of time, written <c>90s</c>, <c>30m</c>, <c>24h</c> or <c>7d</c>.</summary>
internal static class Durations
{
    private const long MillisecondsMax = 36_525L * 24 * 3_600_000;

    /// <summary>An option in milliseconds.</summary>
    public static DefaultedOption<long> Option(string name, string description, long otherwise) => new(name, otherwise)
    {
        Description = description,
        HelpName = "DURATION",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, out var milliseconds)) return milliseconds;

            result.AddError($"{name} '{result.Tokens[0].Value}' is not a duration; write 90s, 30m, 24h or 7d");
            return otherwise;
        },
    };

    /// <summary>Reads a duration; a number alone is seconds.</summary>
    public static bool TryParse(string text, out long milliseconds)
    {
        var (number, unit) = text.Length > 0 ? UnitOf(text) : ("", 0);
        milliseconds = 0;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return false;
        if (amount * unit > MillisecondsMax) return false;

        milliseconds = (long)(amount * unit);
        return true;
    }

    private static (string Number, long Unit) UnitOf(string text) => text[^1] switch
    {
        's' => (text[..^1], 1_000),
        'm' => (text[..^1], 60_000),
        'h' => (text[..^1], 3_600_000),
        'd' => (text[..^1], 86_400_000),
        _ => (text, 1_000),
    };
}
