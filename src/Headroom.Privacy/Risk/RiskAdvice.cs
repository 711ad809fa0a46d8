namespace Headroom.Privacy.Risk;

/// <summary>What becomes of a column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="To">What is left of its values, in words.</param>
/// <param name="Loss">How much of what it tells is lost, from 0 to 1: one less the logarithm of its different values over that of those before.</param>
public sealed record ColumnAdvice(string Column, string To, double Loss);

/// <summary>A generalisation with which every row hides among k.</summary>
/// <param name="Columns">What becomes of the quasi-identifiers, in their order.</param>
/// <param name="Figures">The risk that is left then.</param>
/// <param name="Loss">Mean loss of the columns, from 0 to 1.</param>
/// <param name="IsLeast">Whether all others that reach k lose as much or more; else no single step of it can be taken back.</param>
public sealed record RiskAdvice(IReadOnlyList<ColumnAdvice> Columns, RiskFigures Figures, double Loss, bool IsLeast)
{
    private const int CombinationsMax = 512;
    private const long RowsMax = 200_000;

    /// <summary>
    /// Looks for a generalisation of a file that reaches k at the least loss: through all of them in the order of loss
    /// where they are few and the file is small; else up step by step where a step helps most for what it loses, and
    /// back down as far as k holds (as Datafly does: Sweeney 2002).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="wanted">The k that is asked for.</param>
    /// <param name="memoryBytes">Bytes of memory; of more rows all go to the disk.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="interrupted">Ends it.</param>
    /// <returns>Null where there are fewer rows than k.</returns>
    public static RiskAdvice? Find(
        string path, RiskColumns columns, int wanted, long memoryBytes, string folder, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var quasi = columns.Quasi;
        Generalisation[] kinds = [.. RiskReader.Samples(path, quasi, interrupted).Select(Generalisation.Of)];
        using var rows = RiskReader.ReadLevels(path, quasi, kinds, memoryBytes, folder, interrupted);
        return rows.Count < wanted ? null : new Search(quasi, kinds, rows, wanted, interrupted).Best();
    }

    private sealed class Search(
        IReadOnlyList<string> quasi, Generalisation[] kinds, RiskRows rows, int wanted, CancellationToken interrupted)
    {
        private readonly double[][] _losses = new double[kinds.Length][];

        public RiskAdvice Best()
        {
            for (var column = 0; column < kinds.Length; column++) _losses[column] = LossesOf(column);

            var count = kinds.Aggregate(1L, (product, kind) => Math.Min(product * kind.Levels, CombinationsMax + 1));
            var isLeast = count <= CombinationsMax && rows.Count <= RowsMax;
            var levels = isLeast ? InOrder() : StepByStep();
            return new RiskAdvice(
                [.. quasi.Select((name, column) => Advice(name, column, levels[column]))],
                Measure(levels), LossOf(levels), isLeast);
        }

        private ColumnAdvice Advice(string name, int column, int level) =>
            new(name, kinds[column].Name(level), _losses[column][level]);

        private int[] InOrder() => All(0).OrderBy(LossOf).ThenBy(levels => levels.Sum()).First(Reaches);

        private IEnumerable<int[]> All(int column)
        {
            if (column == kinds.Length) return [[]];
            var rest = All(column + 1).ToList();
            return Enumerable.Range(0, kinds[column].Levels)
                .SelectMany(level => rest.Select(others => (int[])[level, .. others]));
        }

        private int[] StepByStep()
        {
            var levels = new int[kinds.Length];
            var figures = Measure(levels);
            while (figures.SmallestClass < wanted)
            {
                var (best, bestFigures, bestGain) = (-1, figures, -1.0);
                for (var column = 0; column < levels.Length; column++)
                {
                    if (levels[column] == kinds[column].Levels - 1) continue;

                    var next = With(levels, column, levels[column] + 1);
                    var after = Measure(next);
                    var gain = (figures.RowsBelow - after.RowsBelow + 1) / (LossOf(next) - LossOf(levels) + 1e-6);
                    if (gain > bestGain) (best, bestFigures, bestGain) = (column, after, gain);
                }

                levels[best]++;
                figures = bestFigures;
            }

            for (var column = 0; column < levels.Length; column++)
            {
                while (levels[column] > 0 && Reaches(With(levels, column, levels[column] - 1))) levels[column]--;
            }

            return levels;
        }

        private static int[] With(int[] levels, int column, int level)
        {
            var changed = (int[])levels.Clone();
            changed[column] = level;
            return changed;
        }

        private bool Reaches(int[] levels) => Measure(levels).SmallestClass >= wanted;

        private double LossOf(int[] levels) => levels.Select((level, column) => _losses[column][level]).Average();

        private double[] LossesOf(int column)
        {
            int[] without = [.. kinds.Select(kind => kind.Levels - 1)];
            var different = Enumerable.Range(0, kinds[column].Levels)
                .Select(level => Math.Log(Measure(With(without, column, level)).Classes)).ToArray();
            return [.. different.Select(bits => different[0] > 0 ? 1 - bits / different[0] : 0)];
        }

        private RiskFigures Measure(int[] levels)
        {
            var (first, used) = (0, new List<int>());
            for (var column = 0; column < kinds.Length; first += kinds[column++].Levels)
            {
                if (levels[column] < kinds[column].Levels - 1) used.Add(first + levels[column]);
            }

            interrupted.ThrowIfCancellationRequested();
            return rows.Measure(used, -1, wanted, 1, interrupted);
        }
    }
}
