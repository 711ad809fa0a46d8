using System.Globalization;
using System.Text.Json;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Cli.Verify;

/// <summary>Scaling laws.</summary>
internal static class LawVerifiers
{
    public static IReadOnlyList<Verifier> All { get; } =
    [
        new("chinchilla.opt.", (entry, _) => Optimum(entry)),
        new("chinchilla.table", (entry, _) => Table(entry)) { Tolerance = Rounded },
        new("muennighoff.fig", (entry, _) => Repeated(entry)),
        new("muennighoff.ceiling", (entry, _) => entry.Expected.EnumerateObject().ToDictionary(
            member => member.Name, _ => 1 + entry.Input("rd_star", RepeatedDataLaw.TokenDecay))),
        new("muennighoff.epochs.", (entry, _) => new Dictionary<string, double>
        {
            ["effective_over_total"] = RepeatedDataLaw.Efficiency(entry.Input("epochs")),
            ["marginal"] = RepeatedDataLaw.Marginal(entry.Input("epochs")),
        }),
        new("sardana.", (entry, _) => Lifetime(entry)),
        new("precision.retention", (entry, _) => entry.Expected.EnumerateObject().ToDictionary(
            member => member.Name,
            member => Precision.Retention(
                double.Parse(member.Name, CultureInfo.InvariantCulture), entry.Input("gamma", Precision.WeightDecay)))),
    ];

    private static ScalingLaw Law(GoldenEntry entry, ScalingLaw otherwise) => new(
        entry.Input("E", otherwise.Floor),
        entry.Input("A", otherwise.ParameterFactor),
        entry.Input("B", otherwise.TokenFactor),
        entry.Input("alpha", otherwise.ParameterExponent),
        entry.Input("beta", otherwise.TokenExponent));

    private static Dictionary<string, double> Optimum(GoldenEntry entry)
    {
        var size = Law(entry, ScalingLaw.Besiroglu).Optimum(entry.Input("C"));
        return new Dictionary<string, double>
        {
            ["N"] = size.Parameters,
            ["D"] = size.Tokens,
            ["ratio"] = size.Ratio,
            ["loss"] = Law(entry, ScalingLaw.Besiroglu).Loss(size.Parameters, size.Tokens),
        };
    }

    // The tables print parameters, tokens and operations: the last are six times the product of the others.
    private static Dictionary<string, double> Table(GoldenEntry entry)
    {
        var members = new Dictionary<string, double>();
        foreach (var member in entry.Expected.EnumerateObject())
        {
            var tokens = member.Name.Replace("FLOP", "tokens", StringComparison.Ordinal);
            var operations = member.Name.Replace("tokens", "FLOP", StringComparison.Ordinal);
            if (!entry.Expected.TryGetProperty(member.Name == tokens ? operations : tokens, out var other)) continue;

            members[member.Name] = member.Name == tokens
                ? other.GetDouble() / new ModelSize(entry.Input("N"), 1).Operations
                : new ModelSize(entry.Input("N"), other.GetDouble()).Operations;
        }

        return members;
    }

    // Parameters and tokens are printed to two or three digits: 280 billion may be 275, 1.5 trillion 1.45.
    private static Tolerance Rounded(GoldenEntry entry, string member)
    {
        if (!entry.Expected.TryGetProperty(member.Replace("FLOP", "tokens", StringComparison.Ordinal), out var tokens))
            return entry.Tolerance;

        var parameters = entry.Inputs.GetProperty("N");
        return entry.Tolerance.Beside(Rounding(tokens) + Rounding(parameters));
    }

    private static double Rounding(JsonElement printed)
    {
        var number = PrintedNumber.Of(printed.GetRawText());
        return number.Unit / 2 / number.Value;
    }

    private static Dictionary<string, double> Repeated(GoldenEntry entry) => new()
    {
        ["loss"] = RepeatedDataLaw.Loss(entry.Input("N"), entry.Input("D"), entry.Input("U")),
    };

    private static Dictionary<string, double> Lifetime(GoldenEntry entry)
    {
        var law = Law(entry, ScalingLaw.Sardana);
        var served = entry.Input("D_inf");
        var optimal = law.OptimumOf(entry.Input("N0"));
        var best = LifetimeOptimum.Of(law, law.Loss(optimal.Parameters, optimal.Tokens), served);
        return new Dictionary<string, double>
        {
            ["D0"] = optimal.Tokens,
            ["N"] = best.Parameters,
            ["D"] = best.Tokens,
            ["saving"] = 1 - LifetimeOptimum.Operations(best, served) / LifetimeOptimum.Operations(optimal, served),
        };
    }
}
