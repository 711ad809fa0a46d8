using System.CommandLine;
using System.Globalization;
using Headroom.Capacity.Ladder;
using Headroom.Capacity.Siting;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Cli.Sizing;
using Headroom.Sizing.Advice;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Cli.Capacity;

/// <summary>
/// Options that name what would close a gap, and what each route returns by the module that it is of.
/// </summary>
internal sealed class GapRoutes
{
    public const string Share = "share";
    public const string NeedLess = "need less";
    public const string Build = "build";
    public const string Rent = "rent";

    private const int MonthsAQuarter = 3;
    private const int VariantsMax = 1_000_000;
    private const double PriceMost = 1e6;

    // A first look: the plan itself comes from headroom site.
    private const double PlanGap = 0.01;

    private readonly Option<string?> _scenario = Files.One("--scenario", "Build: a case of 'headroom site'");
    private readonly Option<double?> _like = Quantity.Of(
        "--like", "Need less: models as good as a compute-optimal one of so many parameters are trained from scratch");
    private readonly Option<double?> _own = Quantity.Of("--own-tokens", "Need less: tokens that each of them has of its own");
    private readonly Option<int?> _variants = Numbers.Whole(
        "--variants", "Need less: how many of them [default: 1]", 1, VariantsMax);
    private readonly Option<string?> _trainedOn = new("--trained-on")
    {
        Description = "Need less: data that they are trained on now, such as C4; curated data need less of it",
        HelpName = "NAME",
        Arity = ArgumentArity.ExactlyOne,
    };
    private readonly Option<string?> _records = Files.One(
        "--records", "Need less: training runs that tell how much, as 'curate worth' reads them");
    private readonly DefaultedOption<double> _price = Numbers.Fraction(
        "--price", "Rent: price of a GPU-hour [default: the usual one of --chip]", 0, (0, PriceMost));

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_scenario, _like, _own, _variants, _trainedOn, _records, _price];

    /// <summary>What the routes return, the history's own share first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ladder">The gap.</param>
    /// <param name="share">GPU-hours that a better policy takes off it; null where it was not replayed.</param>
    /// <param name="chip">Kind of chip of the pool, and chips of the user's own; null where they were not told.</param>
    /// <param name="today">The day.</param>
    public IReadOnlyList<GapMeasure> Measures(
        ParseResult parsed, GapLadder ladder, double? share, (string? Name, string? Facts) chip, DateOnly today)
    {
        var measures = new List<GapMeasure>();
        if (share is > 0)
        {
            var closes = Math.Min(share.Value, ladder.Gap);
            measures.Add(new GapMeasure("a better policy on the same fleet", Share, closes, 0, today));
        }

        if (parsed.GetValue(_like) is { } like)
            measures.AddRange(Trainings(parsed, ladder, like, (chip.Name ?? "H100", chip.Facts), today));
        var price = parsed.GetResult(_price) is not null ? _price.In(parsed)
            : chip.Name is { } kind ? ShippedFacts.RentOf(kind)
            : null;
        if (price is { } hourly) measures.Add(new GapMeasure("rent by the hour", Rent, ladder.Gap, hourly, today));
        if (parsed.GetValue(_scenario) is { } path) measures.AddRange(Halls(path, ladder, today));
        return measures;
    }

    // What is trained from scratch now: on curated data, and then adapted from one base. Each measure counts what the
    // one before leaves, and together they return no more than the pool runs at all.
    private IEnumerable<GapMeasure> Trainings(
        ParseResult parsed, GapLadder ladder, double like, (string Name, string? Facts) chip, DateOnly today)
    {
        var (own, data) = (parsed.GetValue(_own), parsed.GetValue(_trainedOn));
        if (own is null && data is null)
        {
            throw new CommandFailure(ExitCode.WrongUse,
                "--like needs what else could be done; give --own-tokens to adapt one base, or --trained-on for curated "
                + "data.");
        }

        var (law, variants) = (ScalingLaw.Besiroglu, parsed.GetValue(_variants) ?? 1);
        var routes = SizeAdvice.Routes(law, new SizeRequest
        {
            Loss = new SizeTarget(null, like, null).LossBy(law),
            OwnTokens = own ?? 0,
            Variants = variants,
        });
        var fact = Chips.Find(chip.Name, chip.Facts);
        var hardware = new Hardware(fact.Teraflops, fact.MemoryGb, fact.PowerWatts);
        var ran = Math.Min(hardware.Hours(routes[0].Operations, Hardware.Utilisation[1]), ladder.Allocated);
        // Where trainings take longer than the pool ran in the span, a part of them is in it.
        var left = ran;
        if (data is not null)
        {
            var worth = CuratedWorth.Of(data, parsed.GetValue(_records));
            yield return new GapMeasure(
                string.Create(
                    CultureInfo.InvariantCulture, $"curated data instead of {worth.Data}, {worth.Saved:0.0} times less"),
                NeedLess, left * (1 - 1 / worth.Saved), 0, today);
            left /= worth.Saved;
        }

        if (SizeAdvice.SavedByOneBase(routes) is not { } saved) yield break;

        yield return new GapMeasure(
            string.Create(CultureInfo.InvariantCulture, $"adapt one base instead of {variants} trainings from scratch"),
            NeedLess, Math.Max(0, left - ran * (1 - saved)), 0, today);
    }

    // What the plan orders, by cluster and opening: had it stood there, it would have met what was beyond the pool.
    private static IEnumerable<GapMeasure> Halls(string path, GapLadder ladder, DateOnly today)
    {
        var problem = SitingFile.Read(path);
        var plan = SitingStudy.Plan(problem, PlanGap) ?? throw SiteCommand.Infeasible(problem);
        foreach (var (option, halls) in problem.Options.Zip(plan.Halls))
        {
            for (var quarter = 0; quarter < problem.Quarters; quarter++)
            {
                if (halls[quarter] == 0) continue;

                var gpus = halls[quarter] * option.Gpus;
                yield return new GapMeasure(
                    string.Create(CultureInfo.InvariantCulture, $"{option.Name}, {gpus:0} GPUs ordered in quarter {quarter + 1}"),
                    Build, ladder.ClosedBy(gpus), SitingCost.PerGpuHour(problem, option),
                    today.AddMonths((quarter + option.LeadQuarters) * MonthsAQuarter));
            }
        }
    }
}
