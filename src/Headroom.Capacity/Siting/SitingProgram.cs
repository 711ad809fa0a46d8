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
    private const double QuartersAYear = 4;
    private const int NodesGrowth = 8;

    private readonly SitingCase _case;
    private readonly IReadOnlyList<SitingOption> _options;
    private readonly StorageOrders _storage;
    private readonly SitingScale _scale;
    private readonly Solver _solver;
    private readonly Variable[,] _halls;
    private readonly LinearExpr[] _costs;
    private readonly LinearExpr[] _unserved;
    private readonly double[] _demands;
    private readonly LinearExpr[] _unstored;
    private readonly double[] _kept;

    /// <summary>Builds the program.</summary>
    /// <param name="problem">The case.</param>
    /// <param name="rules">The rules that count.</param>
    /// <param name="orders">Orders that are fixed; null where they are to be found.</param>
    public SitingProgram(SitingCase problem, IReadOnlyList<SitingRule> rules, SitingOrders? orders)
    {
        _scale = SitingScale.For(problem);
        _case = _scale.Of(problem with { Rules = rules });
        _solver = Solver.CreateSolver("SCIP")
            ?? throw new InvalidOperationException("the solver SCIP is not part of this installation");
        _options = _case.Options;
        _storage = new StorageOrders(_solver, _case, orders?.Petabytes);
        _halls = new Variable[_options.Count, problem.Quarters];
        _costs = new LinearExpr[problem.Futures.Count];
        _unserved = new LinearExpr[problem.Futures.Count];
        _demands = new double[problem.Futures.Count];
        _unstored = new LinearExpr[problem.Futures.Count];
        _kept = new double[problem.Futures.Count];
        AddOrders(orders?.Halls);
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

        var halls = new int[_options.Count][];
        for (var option = 0; option < halls.Length; option++)
        {
            halls[option] = new int[_case.Quarters];
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
                halls[option][quarter] = (int)Math.Round(_halls[option, quarter].SolutionValue());
        }

        return new SitingPlan(
            _solver.Objective().Value() * _scale.Money,
            _solver.Objective().BestBound() * _scale.Money,
            new SitingOrders(halls, _storage.Values),
            [
                .. Enumerable.Range(0, _costs.Length).Select(future => new SitingOutcome(
                    _costs[future].SolutionValue() * _scale.Money,
                    Share(_unserved[future], _demands[future]),
                    Share(_unstored[future], _kept[future]))),
            ]);
    }

    /// <inheritdoc/>
    public void Dispose() => _solver.Dispose();

    private static double Share(LinearExpr missing, double asked) => asked > 0 ? missing.SolutionValue() / asked : 0;

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
        var rooms = _case.Clusters.Select(place =>
            _solver.MakeConstraint(0, IsBarred(place) && orders is null ? 0 : place.HallsMax)).ToArray();
        for (var option = 0; option < _options.Count; option++)
        {
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
            {
                var (least, most) = orders is null
                    ? (0, _options[option].Gpus > 0 ? _options[option].Place.HallsMax : 0)
                    : (orders[option][quarter], orders[option][quarter]);
                _halls[option, quarter] = _solver.MakeIntVar(least, most, "");
                rooms[_options[option].Cluster].SetCoefficient(_halls[option, quarter], 1);
            }
        }
    }

    private bool IsBarred(SitingCluster place) => place.Pue > Limit(SitingRuleKind.PueMax)
        || place.Green < Limit(SitingRuleKind.GreenMin)
        || place.Occupancy < Limit(SitingRuleKind.OccupancyMin);

    private void AddRules()
    {
        var budget = Limit(SitingRuleKind.BudgetPerQuarter) ?? double.PositiveInfinity;
        for (var quarter = 0; quarter < _case.Quarters; quarter++)
        {
            var within = _solver.MakeConstraint(0, budget);
            for (var option = 0; option < _options.Count; option++)
                within.SetCoefficient(_halls[option, quarter], _options[option].OwnCost);
            _storage.Charge(within, quarter);
        }

        if (Limit(SitingRuleKind.HubShareMin) is not { } share) return;

        var inHubs = _solver.MakeConstraint(0, double.PositiveInfinity);
        for (var option = 0; option < _options.Count; option++)
        {
            var isHub = _options[option].Place.IsHub;
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
                inHubs.SetCoefficient(_halls[option, quarter], ((isHub ? 1 : 0) - share) * _options[option].Gpus);
        }
    }

    // Halls are paid for from opening on, so that one which opens near the end is not charged for years beyond.
    private LinearExpr Building()
    {
        var cost = _storage.Cost();
        for (var option = 0; option < _options.Count; option++)
        {
            var perQuarter = _options[option].YearlyCost(_case.Interest) / QuartersAYear;
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
            {
                var open = Math.Max(0, _case.Quarters - quarter - _options[option].LeadQuarters);
                cost += perQuarter * Math.Max(open, 1) * _halls[option, quarter];
            }
        }

        return cost;
    }

    private void AddFuture(int future, LinearExpr building)
    {
        var costs = new List<LinearExpr> { building };
        var (unserved, unstored) = (new List<LinearExpr>(), new List<LinearExpr>());
        for (var quarter = 0; quarter < _case.Quarters; quarter++)
        {
            var capacities = Capacities(quarter, costs);
            var stores = _case.Storage is null ? [] : _storage.Capacities(_solver, quarter);
            var growth = Math.Pow(_case.Futures[future].Growth, quarter);
            foreach (var region in _case.Regions)
            {
                for (var kind = 0; kind < _case.Classes.Count; kind++)
                {
                    var demand = region.Demand[kind] * growth;
                    var isStorage = _case.Classes[kind].IsStorage;
                    (isStorage ? _kept : _demands)[future] += demand;
                    var missing = Serve(
                        region, _case.Classes[kind], demand, isStorage ? stores : capacities, costs);
                    (isStorage ? unstored : unserved).Add(missing);
                }
            }
        }

        _costs[future] = costs.ToArray().Sum();
        _unserved[future] = unserved.ToArray().Sum();
        _unstored[future] = unstored.ToArray().Sum();
    }

    // Rows that say: what is served from a cluster in a quarter is at most what stands there. With kinds of chip, who
    // does the work is decided too: kinds differ in power, and what is there already is the kind of the case.
    private Constraint[] Capacities(int quarter, List<LinearExpr> costs)
    {
        var hasKinds = _case.Chips.Count > 0;
        var rows = new Constraint[_case.Clusters.Count];
        for (var cluster = 0; cluster < rows.Length; cluster++)
        {
            var place = _case.Clusters[cluster];
            rows[cluster] = _solver.MakeConstraint(double.NegativeInfinity, hasKinds ? 0 : place.ExistingGpus);
            if (hasKinds)
                Load(rows[cluster], place, _solver.MakeNumVar(0, place.ExistingGpus, ""), _case.ChipKilowatts, costs);
        }

        for (var option = 0; option < _options.Count; option++)
        {
            var (kind, row) = (_options[option], rows[_options[option].Cluster]);
            if (hasKinds)
            {
                var load = _solver.MakeNumVar(0, double.PositiveInfinity, "");
                Load(row, kind.Place, load, kind.Kilowatts, costs);
                row = _solver.MakeConstraint(double.NegativeInfinity, 0);
                row.SetCoefficient(load, 1);
            }

            for (var ordered = 0; ordered + kind.LeadQuarters <= quarter; ordered++)
                row.SetCoefficient(_halls[option, ordered], -kind.Gpus);
        }

        return rows;
    }

    private void Load(
        Constraint row, SitingCluster place, Variable load, double kilowatts, List<LinearExpr> costs)
    {
        row.SetCoefficient(load, -1);
        costs.Add(PowerCost(place, kilowatts) * load);
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
            costs.Add(ServingCost(region, kind, cluster) * served);
        }

        return missing;
    }

    // Power is counted where the work is done, which with kinds of chip is at their loads.
    private double ServingCost(SitingRegion region, SitingClass kind, int cluster)
    {
        var place = _case.Clusters[cluster];
        var moved = region.GigabyteCosts.Count > 0 ? kind.Gigabytes * region.GigabyteCosts[cluster] : 0;
        if (kind.IsStorage) return moved + PowerCost(place, _case.Storage!.Kilowatts);

        var power = _case.Chips.Count > 0 ? 0 : PowerCost(place, _case.ChipKilowatts);
        return moved + power + _case.NetworkCost * region.Milliseconds[cluster];
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

    private double PowerCost(SitingCluster place, double kilowatts) =>
        kilowatts * HoursAQuarter * SitingCost.PerKilowattHour(_case, place);
}
