using Headroom.Capacity.Ladder;
using Headroom.Capacity.Siting;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;
using Headroom.Traces.Locations;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Verify;

/// <summary>The refit of a scaling law, the gap in both readings, and what a base model is worth.</summary>
internal static class PlanningVerifiers
{
    public static IReadOnlyList<Verifier> All { get; } =
    [
        new("chinchilla.refit", Refit),
        new("china2023.nameplate", (entry, _) => Reading(entry, GapUnit.Nameplate)),
        new("china2023.useful", (entry, _) => Reading(entry, GapUnit.Useful)),
        new("orlib.", Location),
        new("transfer.", (entry, _) => new Dictionary<string, double>
        {
            ["multiplier"] = Transfer.Multiplier(entry.Input("N"), entry.Input("characters")),
        }),
    ];

    private static Dictionary<string, double>? Refit(GoldenEntry entry, VerifyFolder folder)
    {
        if (folder.Find(entry.Text("csv", "chinchilla/svg_extracted_data.csv")) is not { } path) return null;

        var points = MeasuredModelFile.Read(path)
            .Select(point => new MeasuredModel(point.Parameters, point.Tokens, point.Loss))
            .OrderBy(point => point.Loss).SkipLast((int)entry.Input("left_out", 0)).ToArray();
        var (law, objective) = ScalingFit.Fit(points);
        return new Dictionary<string, double>
        {
            ["objective"] = objective,
            ["alpha"] = law.ParameterExponent,
            ["beta"] = law.TokenExponent,
            ["E"] = law.Floor,
        };
    }

    private static Dictionary<string, double>? Location(GoldenEntry entry, VerifyFolder folder)
    {
        if (folder.Find(entry.Text("case", $"orlib/{entry.Id.Split('.')[^1]}.txt")) is not { } path) return null;

        var read = LocationFile.Read(path);
        var plan = LocationProgram.Solve(
            new LocationCase(read.Capacities, read.OpeningCosts, read.Demands, read.ServingCosts));
        var cost = plan?.Cost ?? double.NaN;
        return new Dictionary<string, double> { ["cost"] = cost, ["optimum"] = cost };
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
