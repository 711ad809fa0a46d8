using Headroom.Capacity.Ladder;
using Headroom.Capacity.Planning;
using Headroom.Capacity.Siting;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;
using Headroom.Traces.Locations;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Verify;

/// <summary>The refit of a scaling law, the gap in both readings, and what a base model is worth.</summary>
internal static class PlanningVerifiers
{
    // Besiroglu et al. leave out the five points of the greatest loss.
    private const int LeftOut = 5;

    public static IReadOnlyList<Verifier> All { get; } =
    [
        new("chinchilla.refit", Refit),
        new("besiroglu.", Refit),
        new("lead_time.", (entry, _) => Lead(entry)),
        new("china2023.nameplate", (entry, _) => Reading(entry, GapUnit.Nameplate)),
        new("china2023.useful", (entry, _) => Reading(entry, GapUnit.Useful)),
        new("orlib.", Location),
        new("transfer.", (entry, _) => new Dictionary<string, double>
        {
            ["multiplier"] = 1 + Transfer.EffectiveCharacters(
                entry.Input("N"), entry.Input("characters"), entry.Input("k", Transfer.Factor),
                entry.Input("alpha", Transfer.OwnExponent)) / entry.Input("characters"),
        }),
    ];

    private static Dictionary<string, double>? Refit(GoldenEntry entry, VerifyFolder folder)
    {
        if (folder.Find(entry.Text("csv", "chinchilla/svg_extracted_data.csv")) is not { } path) return null;

        var points = MeasuredModelFile.Read(path)
            .Select(point => new MeasuredModel(point.Parameters, point.Tokens, point.Loss))
            .OrderBy(point => point.Loss).SkipLast((int)entry.Input("left_out", LeftOut)).ToArray();
        var (law, objective) = ScalingFit.Fit(points);
        return new Dictionary<string, double>
        {
            ["objective"] = objective,
            ["alpha"] = law.ParameterExponent,
            ["beta"] = law.TokenExponent,
            ["A"] = law.ParameterFactor,
            ["B"] = law.TokenFactor,
            ["E"] = law.Floor,
            ["a"] = law.TokenExponent / (law.ParameterExponent + law.TokenExponent),
        };
    }

    private static Dictionary<string, double>? Location(GoldenEntry entry, VerifyFolder folder)
    {
        var named = entry.Text("case", entry.Text("file", $"orlib/{entry.Id.Split('.')[^1]}.txt"));
        if (folder.Find(named) is not { } path) return null;

        var read = LocationFile.Read(path);
        var plan = LocationProgram.Solve(
            new LocationCase(read.Capacities, read.OpeningCosts, read.Demands, read.ServingCosts));
        return new Dictionary<string, double>
        {
            ["cost"] = plan?.Cost ?? double.NaN,
            ["optimum"] = plan?.Cost ?? double.NaN,
            ["objective"] = plan?.Cost ?? double.NaN,
            ["bound"] = plan?.Bound ?? double.NaN,
            ["opened"] = plan?.Opened.Count ?? double.NaN,
        };
    }

    // Lead and doubling time in months; halving is of what algorithms take.
    private static Dictionary<string, double> Lead(GoldenEntry entry)
    {
        var cover = LeadTime.Cover(entry.Input("lead", double.NaN), entry.Input("doubling"));
        return new Dictionary<string, double>
        {
            ["cover"] = cover,
            ["cover_percent"] = 100 * cover,
            ["net_doubling"] = LeadTime.NetDoubling(entry.Input("doubling"), entry.Input("halving", double.NaN)),
        };
    }

    private static Dictionary<string, double> Reading(GoldenEntry entry, GapUnit unit)
    {
        var reading = GapReading.Of(unit, entry.Input("demanded"), entry.Input("supplied"), entry.Input("use"));
        var gained = reading.GainedAt(entry.Input("better_use"));
        return new Dictionary<string, double>
        {
            ["shortfall"] = reading.Shortfall,
            ["gained"] = gained,
            ["closed_percent"] = 100 * gained / reading.Shortfall,
        };
    }
}
