using System.CommandLine;
using System.Globalization;
using Headroom.Capacity.Forecasting;
using Headroom.Capacity.Planning;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Capacity;

/// <summary>Options that say how a forecast is made.</summary>
internal sealed class ForecastOptions
{
    private const int SeasonMax = 100_000;
    private const double CostMax = 1e12;

    public Option<int?> Season { get; } =
        Numbers.Whole("--season", "Values in a season, 1 for none [default: by the step of the series]", 1, SeasonMax);

    public DefaultedOption<string> Method { get; } = Choices.One("--method", "method", "How to forecast",
        [(ForecastMethods.Auto, ForecastMethods.Auto), .. ForecastMethods.All.Select(one => (one.Name, one.Name))]);

    public DefaultedOption<IReadOnlyList<double>> Quantiles { get; } = new("--quantiles", [0.1, 0.5, 0.9])
    {
        Description = "Quantiles, each above 0 and below 1 [default: 0.1,0.5,0.9]",
        HelpName = "Q[,Q…]",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var quantiles = new List<double>();
            foreach (var word in result.Tokens[0].Value.Split(','))
            {
                if (double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                    && value is > 0 and < 1)
                {
                    quantiles.Add(value);
                }
                else
                {
                    result.AddError($"--quantiles '{word}' is not a number above 0 and below 1");
                }
            }

            return [.. quantiles.Distinct()];
        },
    };

    public DefaultedOption<double> ShortageCost { get; } = Numbers.Fraction(
        "--shortage-cost", "Cost of a unit of demand that is not met; with --idle-cost", 0, (0, CostMax));

    public DefaultedOption<double> IdleCost { get; } = Numbers.Fraction(
        "--idle-cost", "Cost of a unit of capacity that stands idle; with --shortage-cost", 0, (0, CostMax));

    public Option<bool> Hierarchy { get; } = new("--hierarchy")
    {
        Description = "Take ids such as site/pool/tenant for a tree: totals are added and all forecasts add up",
    };

    public bool IsHierarchy(ParseResult parsed) => parsed.GetValue(Hierarchy);

    /// <summary>The quantile that the costs imply; null where none are given.</summary>
    public double? PlanQuantile(ParseResult parsed)
    {
        var (shortage, idle) = (ShortageCost.In(parsed), IdleCost.In(parsed));
        if (parsed.GetResult(ShortageCost) is null && parsed.GetResult(IdleCost) is null) return null;

        return shortage > 0 && idle > 0
            ? Newsvendor.Quantile(shortage, idle)
            : throw new CommandFailure(ExitCode.WrongUse,
                "a plan needs both costs above zero; give --shortage-cost and --idle-cost.");
    }
}
