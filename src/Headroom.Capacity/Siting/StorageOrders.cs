using Google.OrTools.LinearSolver;
using Headroom.Capacity.Planning;

namespace Headroom.Capacity.Siting;

/// <summary>The part of the program that orders storage: petabytes by cluster and quarter, in any amount.</summary>
internal sealed class StorageOrders
{
    private const double QuartersAYear = 4;

    private readonly SitingCase _case;
    private readonly Variable[,] _ordered;

    /// <summary>Adds what may be ordered, or what is where orders are fixed; nothing where nothing is stored.</summary>
    public StorageOrders(Solver solver, SitingCase problem, IReadOnlyList<IReadOnlyList<double>>? orders)
    {
        _case = problem;
        _ordered = new Variable[problem.Storage is null ? 0 : problem.Clusters.Count, problem.Quarters];
        for (var cluster = 0; cluster < _ordered.GetLength(0); cluster++)
        {
            var most = problem.Clusters[cluster].PetabytesMax ?? double.PositiveInfinity;
            var all = solver.MakeConstraint(0, orders is null ? most : double.PositiveInfinity);
            for (var quarter = 0; quarter < problem.Quarters; quarter++)
            {
                var fixedAmount = orders?[cluster][quarter];
                _ordered[cluster, quarter] = solver.MakeNumVar(fixedAmount ?? 0, fixedAmount ?? most, "");
                all.SetCoefficient(_ordered[cluster, quarter], 1);
            }
        }
    }

    /// <summary>What was ordered, by cluster and quarter.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Values =>
    [
        .. _case.Clusters.Select((_, cluster) => (IReadOnlyList<double>)
        [
            .. Enumerable.Range(0, _case.Quarters).Select(quarter =>
                _case.Storage is null ? 0 : Math.Max(0, _ordered[cluster, quarter].SolutionValue())),
        ]),
    ];

    /// <summary>Counts a quarter's orders against its budget.</summary>
    public void Charge(Constraint budget, int quarter)
    {
        for (var cluster = 0; cluster < _ordered.GetLength(0); cluster++)
            budget.SetCoefficient(_ordered[cluster, quarter], OwnCost(_case.Clusters[cluster]));
    }

    /// <summary>What the orders cost until the end, paid for from opening on as halls are.</summary>
    public LinearExpr Cost()
    {
        var cost = new LinearExpr();
        if (_case.Storage is not { } storage) return cost;

        for (var cluster = 0; cluster < _case.Clusters.Count; cluster++)
        {
            var perQuarter = OwnCost(_case.Clusters[cluster])
                * Ownership.Annuity(_case.Interest, storage.LifeYears) / QuartersAYear;
            for (var quarter = 0; quarter < _case.Quarters; quarter++)
            {
                var open = Math.Max(1, _case.Quarters - quarter - storage.LeadQuarters);
                cost += perQuarter * open * _ordered[cluster, quarter];
            }
        }

        return cost;
    }

    /// <summary>Rows that say: what is kept at a cluster in a quarter is at most what stands there.</summary>
    public Constraint[] Capacities(Solver solver, int quarter)
    {
        var rows = new Constraint[_case.Clusters.Count];
        for (var cluster = 0; cluster < rows.Length; cluster++)
        {
            rows[cluster] = solver.MakeConstraint(double.NegativeInfinity, _case.Clusters[cluster].ExistingPetabytes);
            if (_case.Storage is not { } storage) continue;

            for (var ordered = 0; ordered + storage.LeadQuarters <= quarter; ordered++)
                rows[cluster].SetCoefficient(_ordered[cluster, ordered], -1);
        }

        return rows;
    }

    private double OwnCost(SitingCluster place) => _case.Storage!.PetabyteCost * (1 - place.Subsidy);
}
