namespace Headroom.Capacity.Siting;

/// <summary>Answers about a case: the plan, what it is worth to think in futures, and what each rule costs.</summary>
public static class SitingStudy
{
    /// <summary>The cheapest plan within a relative gap; null where no plan keeps all rules.</summary>
    /// <param name="problem">The case.</param>
    /// <param name="gap">Share by which the plan may cost more than the best one, at least 0.</param>
    /// <param name="patience">
    /// How long it may take: a plan that is found by then may have a wider gap; null for any time.
    /// </param>
    /// <exception cref="InvalidOperationException">No plan was found in time.</exception>
    public static SitingPlan? Plan(SitingCase problem, double gap, TimeSpan? patience = null)
    {
        using var program = new SitingProgram(problem, problem.Rules, orders: null);
        return program.Solve(gap, patience);
    }

    /// <summary>
    /// Value of the stochastic solution: what the plan for mean growth costs more, when futures are as they are, than
    /// the plan that knows them all; at least 0. Null where that plan keeps no rules in some future.
    /// </summary>
    public static double? StochasticValue(SitingCase problem, SitingPlan plan, double gap)
    {
        var mean = new SitingFuture
        {
            Name = "mean",
            Probability = 1,
            Growth = problem.Futures.Sum(future => future.Probability * future.Growth),
        };
        if (Solve(problem with { Futures = [mean], RiskWeight = 0 }, problem.Rules, null, gap) is not { } expected)
            return null;

        return Solve(problem, problem.Rules, expected.Halls, gap) is { } applied
            ? Math.Max(0, applied.Cost - plan.Cost)
            : null;
    }

    /// <summary>
    /// By future: what the plan costs there more than a plan that knew it beforehand; at least 0, and null where no
    /// plan for that future alone keeps the rules.
    /// </summary>
    public static IReadOnlyList<double?> Regrets(SitingCase problem, SitingPlan plan, double gap) =>
    [
        .. problem.Futures.Select((future, i) =>
        {
            var alone = problem with { Futures = [future with { Probability = 1 }], RiskWeight = 0 };
            return Solve(alone, problem.Rules, null, gap) is { } known
                ? Math.Max(0, plan.Futures[i].Cost - known.Cost)
                : (double?)null;
        }),
    ];

    /// <summary>By rule: what is saved without it; at least 0, up to the gap.</summary>
    public static IReadOnlyList<double> RulePrices(SitingCase problem, SitingPlan plan, double gap) =>
    [
        .. problem.Rules.Select(rule => Math.Max(
            0, plan.Cost - Solve(problem, [.. problem.Rules.Where(other => other != rule)], null, gap)!.Cost)),
    ];

    /// <summary>
    /// A smallest set of rules that no plan keeps together: without any one of them there is a plan. Empty where there
    /// is a plan for all, or none even without rules.
    /// </summary>
    public static IReadOnlyList<SitingRule> Conflict(SitingCase problem)
    {
        const double Anything = 1;
        if (Solve(problem, problem.Rules, null, Anything) is not null) return [];

        // Deletion filter (Chinneck, "Feasibility and Infeasibility in Optimization", 2008, section 6.1).
        var kept = problem.Rules.ToList();
        foreach (var rule in problem.Rules)
        {
            var fewer = kept.Where(other => other != rule).ToArray();
            if (Solve(problem, fewer, null, Anything) is null) kept.Remove(rule);
        }

        return kept;
    }

    private static SitingPlan? Solve(
        SitingCase problem,
        IReadOnlyList<SitingRule> rules,
        IReadOnlyList<IReadOnlyList<int>>? orders,
        double gap)
    {
        using var program = new SitingProgram(problem, rules, orders);
        return program.Solve(gap);
    }
}
