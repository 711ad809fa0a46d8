using Headroom.Capacity.Siting;
using Headroom.Client.Planning;
using Headroom.Server.Loop;

namespace Headroom.Server.Planning;

/// <summary>Plans of what to build.</summary>
internal static class SiteAnswers
{
    private const double GapPercentUsual = 0.1;
    private const double GapPercentMost = 50;
    private const double Percent = 100;
    private const double PetabytesLeast = 1e-6;

    // Longer than a case of the shipped size takes; nobody waits for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The case of a question, and the gap that its plan may have.</summary>
    /// <exception cref="Refusal">The question is at fault.</exception>
    public static (SitingCase Case, double Gap) Read(SiteQuestion asked)
    {
        GapQuestion.Within("gap_percent", asked.GapPercent, 0, GapPercentMost);
        try
        {
            return (SitingText.Parse(asked.Text), (asked.GapPercent ?? GapPercentUsual) / Percent);
        }
        catch (FormatException fault)
        {
            throw new Refusal(RefusalKind.Invalid, "The scenario has faults", fault.Message) { Key = "text" };
        }
    }

    /// <summary>The cheapest plan.</summary>
    /// <exception cref="Refusal">No plan keeps all rules, or none was found in time.</exception>
    public static SitePlanView Of(SitingCase problem, double gap)
    {
        try
        {
            return SitingStudy.Plan(problem, gap, Patience) is { } plan ? Of(problem, plan) : throw Infeasible(problem);
        }
        catch (InvalidOperationException)
        {
            throw new Refusal(
                RefusalKind.Busy, $"No plan was found in {Patience.TotalMinutes:0} minutes",
                "allow a wider gap_percent, or let 'headroom site' take its time");
        }
    }

    private static SitePlanView Of(SitingCase problem, SitingPlan plan) => new(
        plan.Cost,
        plan.Bound,
        plan.Gap * Percent,
        [.. problem.Options.SelectMany((option, index) => Orders(option, plan.Halls[index]))],
        [
            .. problem.Futures.Zip(plan.Futures, (future, outcome) =>
                new SiteFutureView(future.Name, future.Probability, outcome.Cost, outcome.Unserved)
                {
                    Unstored = outcome.Unstored,
                }),
        ])
    {
        Storage = [.. problem.Clusters.SelectMany((place, index) => Stores(place, plan.Orders.Petabytes[index]))],
    };

    // The rest is what the solver leaves of an order that is none.
    private static IEnumerable<SiteStorageView> Stores(SitingCluster place, IReadOnlyList<double> petabytes) =>
        petabytes.Index().Where(order => order.Item >= PetabytesLeast)
            .Select(order => new SiteStorageView(place.Name, order.Index + 1, order.Item));

    private static IEnumerable<SiteOrderView> Orders(SitingOption option, IReadOnlyList<int> halls) =>
        from quarter in Enumerable.Range(0, halls.Count)
        where halls[quarter] > 0
        select new SiteOrderView(
            option.Place.Name, quarter + 1, halls[quarter], halls[quarter] * option.Gpus,
            quarter + 1 + option.LeadQuarters)
        {
            Chip = option.Chip?.Name,
        };

    private static Refusal Infeasible(SitingCase problem)
    {
        var rules = SitingStudy.Conflict(problem);
        return new Refusal(
            RefusalKind.Invalid,
            rules.Count > 0
                ? $"No plan keeps these rules together: {string.Join(", ", rules.Select(rule => $"'{rule.Name}'"))}"
                : "No plan exists even without rules",
            rules.Count > 0 ? "relax one of them" : "check demand and capacities")
        {
            Key = "text",
        };
    }
}
