using System.CommandLine;
using System.Globalization;

namespace Headroom.Cli.Parsing;

/// <summary>Options whose values are numbers of a stated range.</summary>
internal static class Numbers
{
    /// <summary>A whole number; null when the option is not given.</summary>
    public static Option<int?> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most)
            {
                return value;
            }

            result.AddError($"{name} '{text}' is not a whole number from {least} to {most}");
            return null;
        },
    };

    /// <summary>A number that may have a fraction.</summary>
    public static DefaultedOption<double> Fraction(
        string name, string description, double otherwise, (double Least, double Most) range) => new(name, otherwise)
        {
            Description = description,
            HelpName = "X",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                    && value >= range.Least && value <= range.Most)
                {
                    return value;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture,
                    $"{name} '{text}' is not a number from {range.Least} to {range.Most}"));
                return otherwise;
            },
        };

    /// <summary>Whole numbers and ranges of them, such as <c>42,45-47</c>.</summary>
    public static DefaultedOption<IReadOnlyList<long>> List(
        string name, string description, IReadOnlyList<long> otherwise, int countMax) => new(name, otherwise)
        {
            Description = description,
            HelpName = "N|N-M[,…]",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                if (NumberList.TryParse(result.Tokens[0].Value, countMax, out var numbers, out var fault))
                    return numbers;

                result.AddError($"{name} {fault}");
                return otherwise;
            },
        };
}
