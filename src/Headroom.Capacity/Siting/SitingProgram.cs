using System.Globalization;
using Google.OrTools.LinearSolver;

namespace Headroom.Capacity.Siting;

/// <summary>
/// The two-stage stochastic program of a case (Birge and Louveaux, "Introduction to Stochastic Programming", 2011,
/// chapter 1): orders are the same in all futures, what is served from where is decided in each.
/// </summary>
internal sealed class SitingProgram : IDisposable
{
    private const double HoursAQuarter = 2190;
    private const double KilogramsATonne = 1000;
    private const double QuartersAYear = 4;
    private const int NodesGrowth = 8;

    private readonly SitingCase _case;
    private readonly SitingScale _scale;
    private readonly Solver _solver;
    private readonly Variable[,] _halls;
    private readonly LinearExpr[] _costs;
    private readonly LinearExpr[] _unserved;
    private readonly double[] _demands;

    /// <summary>Builds the program.</summary>
    /// <param name="problem">The case.</param>
    /// <param name="rules">The rules that count.</param>
    /// <param name="orders">Orders that are fixed, by cluster and quarter; null where they are to be found.</param>
    public SitingProgram(
        SitingCase problem, IReadOnlyList<SitingRule> rules, IReadOnlyList<IReadOnlyList<int>>? orders)
    {
        _scale = SitingScale.For(problem);
        _case = _scale.Of(problem with { Rules = rules });
        _solver = Solver.CreateSolver("SCIP")
            ?? throw new InvalidOperationException("the solver SCIP is not part of this installation");
        _halls = new Variable[problem.Clusters.Count, problem.Quarters];
        _costs = new LinearExpr[problem.Futures.Count];
        _unserved = new LinearExpr[problem.Futures.Count];
        _demands = new double[problem.Futures.Count];
        AddOrders(orders);
        AddRules();
        var building = Building();
        for (var future = 0; future < _costs.Length; future++) AddFuture(future, building);
        AddObjective();
    }

    /// <summary>The cheapest plan within a relative gap; null where no plan keeps the rules.</summary>
    /// <param name="gap">Share by which the plan may cost more than the best one, at least 0.</param>
    /// <param name="patience">How long it may take; null for any time.</param>
    /// <param name="nodes">
    /// Most nodes of the search: the gap may be wider then, but is the same on every machine. More are taken where no
    /// plan is found with so few. Null for any number.
    /// </param>
    public SitingPlan? Solve(double gap, TimeSpan? patience = null, int? nodes = null)
    {
        if (patience is { } time) _solver.SetTimeLimit((long)time.TotalMilliseconds);
        var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
        var status = Search(parameters, nodes);
        if (status == Solver.ResultStatus.INFEASIBLE) return null;
        if (status is not (Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE))
            throw new InvalidOperationException($"the program of the sites ended as {status}");

        var halls = new int[_case.Clusters.Count][];
        for (var cluster = 0; cluster < halls.Length; cluster++)
        {
            halls[cluster] = new int[_case.Quarters];
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
                halls[cluster][quarter] = (int)Math.Round(_halls[cluster, quarter].SolutionValue());
        }

        return new SitingPlan(
            _solver.Objective().Value() * _scale.Money,
            _solver.Objective().BestBound() * _scale.Money,
            halls,
            [
                .. Enumerable.Range(0, _costs.Length).Select(future => new SitingOutcome(
                    _costs[future].SolutionValue() * _scale.Money,
                    _unserved[future].SolutionValue() / _demands[future])),
            ]);
    }

    /// <inheritdoc/>
    public void Dispose() => _solver.Dispose();

    private Solver.ResultStatus Search(MPSolverParameters parameters, int? nodes)
    {
        for (var most = nodes; ; most *= NodesGrowth)
        {
            if (most is { } limit)
            {
                _solver.SetSolverSpecificParametersAsString(
                    string.Create(CultureInfo.InvariantCulture, $"limits/nodes = {limit}"));
            }

            var status = _solver.Solve(parameters);
            if (most is null || status != Solver.ResultStatus.NOT_SOLVED) return status;
        }
    }

    private double? Limit(SitingRuleKind kind) => _case.Rules.FirstOrDefault(rule => rule.Kind == kind)?.Value;

    private void AddOrders(IReadOnlyList<IReadOnlyList<int>>? orders)
    {
        for (var cluster = 0; cluster < _case.Clusters.Count; cluster++)
        {
            var place = _case.Clusters[cluster];
            var isBarred = place.Pue > Limit(SitingRuleKind.PueMax) || place.Green < Limit(SitingRuleKind.GreenMin);
            var all = _solver.MakeConstraint(0, isBarred && orders is null ? 0 : place.HallsMax);
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
            {
                var (least, most) = orders is null
                    ? (0, place.HallsMax)
                    : (orders[cluster][quarter], orders[cluster][quarter]);
                _halls[cluster, quarter] = _solver.MakeIntVar(least, most, "");
                all.SetCoefficient(_halls[cluster, quarter], 1);
            }
        }
    }

    private void AddRules()
    {
        var budget = Limit(SitingRuleKind.BudgetPerQuarter) ?? double.PositiveInfinity;
        for (var quarter = 0; quarter < _case.Quarters; quarter++)
        {
            var within = _solver.MakeConstraint(0, budget);
            for (var cluster = 0; cluster < _case.Clusters.Count; cluster++)
                within.SetCoefficient(_halls[cluster, quarter], OwnCost(_case.Clusters[cluster]));
        }

        if (Limit(SitingRuleKind.HubShareMin) is not { } share) return;

        var inHubs = _solver.MakeConstraint(0, double.PositiveInfinity);
        for (var cluster = 0; cluster < _case.Clusters.Count; cluster++)
        {
            var place = _case.Clusters[cluster];
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
                inHubs.SetCoefficient(_halls[cluster, quarter], ((place.IsHub ? 1 : 0) - share) * place.HallGpus);
        }
    }

    // Halls are paid for from opening on, so that one which opens near the end is not charged for years beyond.
    private LinearExpr Building()
    {
        var cost = new LinearExpr();
        for (var cluster = 0; cluster < _case.Clusters.Count; cluster++)
        {
            var place = _case.Clusters[cluster];
            var perQuarter =
                OwnCost(place) * Planning.Ownership.Annuity(_case.Interest, place.LifeYears) / QuartersAYear;
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
            {
                var open = Math.Max(0, _case.Quarters - quarter - place.LeadQuarters);
                cost += perQuarter * Math.Max(open, 1) * _halls[cluster, quarter];
            }
        }

        return cost;
    }

    private void AddFuture(int future, LinearExpr building)
    {
        var (costs, unserved) = (new List<LinearExpr> { building }, new List<LinearExpr>());
        for (var quarter = 0; quarter < _case.Quarters; quarter++)
        {
            var capacities = Capacities(quarter);
            var growth = Math.Pow(_case.Futures[future].Growth, quarter);
            foreach (var region in _case.Regions)
            {
                for (var kind = 0; kind < _case.Classes.Count; kind++)
                {
                    var demand = region.Demand[kind] * growth;
                    _demands[future] += demand;
                    var missing = Serve(region, _case.Classes[kind], demand, capacities, costs);
                    unserved.Add(missing);
                }
            }
        }

        _costs[future] = costs.ToArray().Sum();
        _unserved[future] = unserved.ToArray().Sum();
    }

    // Rows that say: what is served from a cluster in a quarter is at most what stands there.
    private Constraint[] Capacities(int quarter)
    {
        var rows = new Constraint[_case.Clusters.Count];
        for (var cluster = 0; cluster < rows.Length; cluster++)
        {
            var place = _case.Clusters[cluster];
            rows[cluster] = _solver.MakeConstraint(double.NegativeInfinity, place.ExistingGpus);
            for (var ordered = 0; ordered + place.LeadQuarters <= quarter; ordered++)
                rows[cluster].SetCoefficient(_halls[cluster, ordered], -place.HallGpus);
        }

        return rows;
    }

    private Variable Serve(
        SitingRegion region, SitingClass kind, double demand, Constraint[] capacities, List<LinearExpr> costs)
    {
        var missing = _solver.MakeNumVar(0, demand * (Limit(SitingRuleKind.ShortageMax) ?? 1), "");
        costs.Add(kind.ShortageCost * missing);
        var whole = _solver.MakeConstraint(demand, demand);
        whole.SetCoefficient(missing, 1);
        for (var cluster = 0; cluster < capacities.Length; cluster++)
        {
            var distance = region.Milliseconds[cluster];
            if (distance > kind.MillisecondsMax * Limit(SitingRuleKind.Latency)) continue;

            var served = _solver.MakeNumVar(0, demand, "");
            whole.SetCoefficient(served, 1);
            capacities[cluster].SetCoefficient(served, 1);
            costs.Add((RunningCost(_case.Clusters[cluster]) + _case.NetworkCost * distance) * served);
        }

        return missing;
    }

    // Mean of the futures, and of their worst tail (Rockafellar and Uryasev, "Optimization of conditional
    // value-at-risk", Journal of Risk 2, 2000).
    private void AddObjective()
    {
        var weight = _case.RiskWeight;
        var objective = new LinearExpr();
        for (var future = 0; future < _costs.Length; future++)
            objective += (1 - weight) * _case.Futures[future].Probability * _costs[future];
        if (weight > 0)
        {
            var threshold = _solver.MakeNumVar(double.NegativeInfinity, double.PositiveInfinity, "");
            objective += weight * threshold;
            for (var future = 0; future < _costs.Length; future++)
            {
                var beyond = _solver.MakeNumVar(0, double.PositiveInfinity, "");
                _solver.Add(beyond >= _costs[future] - threshold);
                objective += weight * _case.Futures[future].Probability / _case.RiskTail * beyond;
            }
        }

        _solver.Minimize(objective);
    }

    private double RunningCost(SitingCluster place) => _case.ChipKilowatts * place.Pue * HoursAQuarter
        * (place.PowerPrice + place.Carbon / KilogramsATonne * _case.CarbonPrice);

    private static double OwnCost(SitingCluster place) => place.HallCost * (1 - place.Subsidy);
}
