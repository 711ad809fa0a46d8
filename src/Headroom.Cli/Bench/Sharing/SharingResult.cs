using Headroom.Cli.Replay;
using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>One case under one policy.</summary>
/// <param name="Case">The case.</param>
/// <param name="Entrant">The policy.</param>
/// <param name="Measured">The run.</param>
internal sealed record SharingCell(SharingCase Case, SharingEntrant Entrant, Timed<SharingRun> Measured)
{
    public SharingRun Run => Measured.Run;

    public static SharingCell Measure(SharingCase shared, SharingEntrant entrant)
    {
        var pool = entrant.NeedsDataSent ? shared.PoolThatSendsData! : shared.Pool;
        var options = new SharingOptions { CheckGuarantees = true };
        return new SharingCell(shared, entrant, Timed<SharingRun>.Measure(() => SharingReplay.Run(
            pool.Jobs, pool.Fleet, entrant.Adapt(pool.Policy), entrant.NewScheduler(), options)));
    }
}

/// <summary>One case under all policies.</summary>
/// <param name="Case">The case.</param>
/// <param name="Cells">Its runs, in the order of the tables.</param>
internal sealed record SharingResult(SharingCase Case, IReadOnlyList<SharingCell> Cells)
{
    /// <summary>The figures of each run.</summary>
    public IReadOnlyList<SharingFigures> Figures { get; } =
        [.. Cells.Select(cell => SharingFigures.Of(cell.Run, FifoOf(Cells)))];

    /// <summary>What nobody can better.</summary>
    public SharingFigures Bound { get; } = SharingFigures.BoundOf(Case, FifoOf(Cells));

    /// <summary>The columns that this case fills.</summary>
    public IEnumerable<SharingColumn> Columns =>
        SharingColumn.All.Where(column => column.Of(Figures[0]) is not null);

    /// <summary>The figures under one policy; null when it does not run this case.</summary>
    public SharingFigures? FiguresOf(SharingEntrant entrant)
    {
        for (var row = 0; row < Cells.Count; row++)
        {
            if (Cells[row].Entrant == entrant) return Figures[row];
        }

        return null;
    }

    /// <summary>Runs every case under all its policies.</summary>
    public static IReadOnlyList<SharingResult> Run(IReadOnlyList<SharingCase> cases, RunPool pool)
    {
        var cells = pool.Map(
            "comparing policies",
            [.. from shared in cases from entrant in shared.Entrants select (shared, entrant)],
            cell => SharingCell.Measure(cell.shared, cell.entrant));
        return
        [
            .. cells.GroupBy(cell => cell.Case.Name)
                .Select(group => new SharingResult(group.First().Case, [.. group])),
        ];
    }

    private static SharingRun FifoOf(IReadOnlyList<SharingCell> cells) => cells[0].Run;
}
