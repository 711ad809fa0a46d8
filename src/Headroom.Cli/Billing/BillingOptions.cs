using System.CommandLine;
using System.Globalization;

namespace Headroom.Cli.Billing;

/// <summary>Options of commands about use and money.</summary>
internal static class BillingOptions
{
    public static Option<string?> Tenant() => new("--tenant")
    {
        Description = "Only of this tenant [default: all that you may see]",
        HelpName = "TENANT",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>A day, such as <c>2026-11-30</c>.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(
                result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name} '{result.Tokens[0].Value}' is not a day such as 2026-11-30");
            return null;
        },
    };
}
