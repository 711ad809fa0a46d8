namespace Headroom.Capacity.Siting;

/// <summary>Answers about a case: the plan, what it is worth to think in futures, and what each rule costs.</summary>
public static class SitingStudy
{
    // A case whose last tenths of a percent take long is compared as it is by then, with what is proved of it.
    private const int NodesOfStudy = 1_000;

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
    /// the plan that knows them all. Null where that plan keeps no rules in some future.
    /// </summary>
    /// <param name="problem">The case.</param>
    /// <param name="plan">The plan that knows all futures.</param>
    /// <param name="gap">Gap of the plan for mean growth.</param>
    public static SitingSaving? StochasticValue(SitingCase problem, SitingPlan plan, double gap)
    {
        var mean = new SitingFuture
        {
            Name = "mean",
            Probability = 1,
            Growth = problem.Futures.Sum(future => future.Probability * future.Growth),
        };
        if (Solve(problem with { Futures = [mean], RiskWeight = 0 }, problem.Rules, null, gap) is not { } expected)
            return null;

        return Solve(problem, problem.Rules, expected.Orders, gap) is { } applied
            ? SitingSaving.Between(applied.Cost, plan.Cost, plan.Bound)
            : null;
    }

    /// <summary>
    /// What the plan costs in a future more than a plan that knew it beforehand; null where no plan for that future
    /// alone keeps the rules.
    /// </summary>
    /// <param name="problem">The case.</param>
    /// <param name="plan">The plan that knows all futures.</param>
    /// <param name="future">Index of the future.</param>
    /// <param name="gap">Gap of the plan that knew.</param>
    public static SitingSaving? Regret(SitingCase problem, SitingPlan plan, int future, double gap)
    {
        var alone = problem with { Futures = [problem.Futures[future] with { Probability = 1 }], RiskWeight = 0 };
        return Solve(alone, problem.Rules, null, gap) is { } known
            ? SitingSaving.Between(plan.Futures[future].Cost, known.Cost, known.Bound)
            : null;
    }

    /// <summary>What is saved without a rule.</summary>
    /// <param name="problem">The case.</param>
    /// <param name="plan">The plan that keeps all rules.</param>
    /// <param name="rule">The rule that is left out.</param>
    /// <param name="gap">Gap of the plan without it.</param>
    public static SitingSaving RulePrice(SitingCase problem, SitingPlan plan, SitingRule rule, double gap)
    {
        var free = Solve(problem, [.. problem.Rules.Where(other => other != rule)], null, gap) ?? plan;
        return SitingSaving.Between(plan.Cost, free.Cost, free.Bound);
    }

    /// <summary>
    /// A smallest set of rules that no plan keeps together: no fewer rules are in conflict, and without any one of
    /// these there is a plan. Empty where there is a plan for all, or none even without rules.
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

        // Nothing can be left out of that set, but another one may be smaller. Rules are few, one a kind at most.
        return Enumerable.Range(1, Math.Max(0, kept.Count - 1))
            .SelectMany(count => Choices([.. problem.Rules], count))
            .FirstOrDefault(rules => Solve(problem, rules, null, Anything) is null) ?? kept;
    }

    // All choices of so many rules, in their order.
    private static IEnumerable<IReadOnlyList<SitingRule>> Choices(IReadOnlyList<SitingRule> rules, int count)
    {
        if (count == 0) return [[]];

        return rules.Index().SelectMany(first =>
            Choices([.. rules.Skip(first.Index + 1)], count - 1).Select(rest =>
                (IReadOnlyList<SitingRule>)[first.Item, .. rest]));
    }

    private static SitingPlan? Solve(
        SitingCase problem,
        IReadOnlyList<SitingRule> rules,
        SitingOrders? orders,
        double gap)
    {
        using var program = new SitingProgram(problem, rules, orders);
        return program.Solve(gap, nodes: NodesOfStudy);
    }
}
