using Google.OrTools.LinearSolver;

namespace Headroom.Capacity.Siting;

/// <summary>
/// The mixed-integer program of capacitated location, solved by SCIP. Not by the linear wrapper's SAT back end: it
/// scales continuous flows to whole numbers and calls feasible cases infeasible.
/// </summary>
public static class LocationProgram
{
    private const double Open = 0.5;

    /// <summary>The cheapest plan; null when the sites together cannot serve all demand.</summary>
    /// <exception cref="InvalidOperationException">The solver is not part of the installation, or failed.</exception>
    public static LocationPlan? Solve(LocationCase problem)
    {
        if (problem.Capacities.Sum() < problem.Demands.Sum()) return null;

        using var solver = Solver.CreateSolver("SCIP")
            ?? throw new InvalidOperationException("the solver SCIP is not part of this installation");
        var sites = problem.Capacities.Count;
        var opened = new Variable[sites];
        var shares = new Variable[problem.Demands.Count, sites];
        for (var site = 0; site < sites; site++)
        {
            opened[site] = solver.MakeBoolVar("");
            solver.Objective().SetCoefficient(opened[site], problem.OpeningCosts[site]);
        }

        for (var customer = 0; customer < problem.Demands.Count; customer++)
        {
            var whole = solver.MakeConstraint(1, 1);
            for (var site = 0; site < sites; site++)
            {
                var share = shares[customer, site] = solver.MakeNumVar(0, 1, "");
                solver.Objective().SetCoefficient(share, problem.ServingCosts[customer][site]);
                whole.SetCoefficient(share, 1);

                // Said for each pair: the relaxation is far tighter than with capacities alone.
                var onlyIfOpen = solver.MakeConstraint(double.NegativeInfinity, 0);
                onlyIfOpen.SetCoefficient(share, 1);
                onlyIfOpen.SetCoefficient(opened[site], -1);
            }
        }

        for (var site = 0; site < sites; site++)
        {
            var within = solver.MakeConstraint(double.NegativeInfinity, 0);
            within.SetCoefficient(opened[site], -problem.Capacities[site]);
            for (var customer = 0; customer < problem.Demands.Count; customer++)
                within.SetCoefficient(shares[customer, site], problem.Demands[customer]);
        }

        // Follows from the rows above, but is seen by no relaxation of them: searches are ten times shorter with it.
        var enough = solver.MakeConstraint(problem.Demands.Sum(), double.PositiveInfinity);
        for (var site = 0; site < sites; site++) enough.SetCoefficient(opened[site], problem.Capacities[site]);
        solver.Objective().SetMinimization();
        var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        var status = solver.Solve(parameters);
        if (status == Solver.ResultStatus.INFEASIBLE) return null;
        if (status != Solver.ResultStatus.OPTIMAL)
            throw new InvalidOperationException($"the program of the locations ended as {status}");

        return Plan(problem, solver, opened, shares);
    }

    private static LocationPlan Plan(LocationCase problem, Solver solver, Variable[] opened, Variable[,] shares)
    {
        var rows = new double[problem.Demands.Count][];
        for (var customer = 0; customer < rows.Length; customer++)
        {
            rows[customer] = new double[opened.Length];
            for (var site = 0; site < opened.Length; site++)
                rows[customer][site] = shares[customer, site].SolutionValue();
        }

        return new LocationPlan(
            solver.Objective().Value(),
            solver.Objective().BestBound(),
            [.. Enumerable.Range(0, opened.Length).Where(site => opened[site].SolutionValue() > Open)],
            rows);
    }
}
