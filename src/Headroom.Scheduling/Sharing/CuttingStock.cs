using Headroom.Cluster;

namespace Headroom.Scheduling.Sharing;

/// <summary>
/// The fewest accelerators that serve a demand for parts, by column generation (Gilmore and Gomory, Operations Research
/// 1961, "A linear programming approach to the cutting-stock problem"). Only the prices are wanted here. A general
/// solver would do as well; this one is small, has no native part, and gives the same bits on every machine.
/// </summary>
internal static class CuttingStock
{
    // The sizes most asked for; a longer list changes prices by less than their rounding and costs time.
    private const int SizesMax = 64;

    // Column generation ends long before; the prices at hand are usable at any time.
    private const int PivotsMax = 1000;

    private const double Tolerance = 1e-9;

    /// <summary>The price of each size in the optimum, larger sizes first; empty when there is no demand.</summary>
    public static IReadOnlyList<SizePrice> Prices(IReadOnlyList<SizeDemand> demand)
    {
        var sizes = demand
            .OrderByDescending(entry => entry.Size * entry.Count).ThenByDescending(entry => entry.Size)
            .Take(SizesMax)
            .OrderByDescending(entry => entry.Size)
            .ToArray();
        var basis = new Basis(sizes);
        for (var pivot = 0; pivot < PivotsMax; pivot++)
        {
            var (value, pattern) = Knapsack.BestPattern(basis.Prices(), TaskRequest.WholeGpuMilli);
            if (value <= 1 + Tolerance) break;
            basis.Enter(pattern);
        }

        return basis.Prices();
    }

    /// <summary>The patterns in use, as the inverse of their matrix: the revised simplex method.</summary>
    private sealed class Basis
    {
        private readonly SizeDemand[] _sizes;
        private readonly double[][] _inverse;
        private readonly double[] _uses;

        public Basis(SizeDemand[] sizes)
        {
            // At first each size has accelerators of its own.
            _sizes = sizes;
            _inverse = new double[sizes.Length][];
            _uses = new double[sizes.Length];
            for (var row = 0; row < sizes.Length; row++)
            {
                var perGpu = TaskRequest.WholeGpuMilli / sizes[row].Size;
                _inverse[row] = new double[sizes.Length];
                _inverse[row][row] = 1.0 / perGpu;
                _uses[row] = (double)sizes[row].Count / perGpu;
            }
        }

        public IReadOnlyList<SizePrice> Prices() =>
            [.. _sizes.Select((entry, column) =>
                new SizePrice(entry.Size, Math.Max(0, _inverse.Sum(row => row[column]))))];

        public void Enter(int[] pattern)
        {
            var direction = _inverse.Select(row => row.Zip(pattern, (factor, count) => factor * count).Sum()).ToArray();
            var leaving = -1;
            for (var row = 0; row < direction.Length; row++)
            {
                if (direction[row] <= Tolerance) continue;
                if (leaving < 0 || _uses[row] * direction[leaving] < _uses[leaving] * direction[row]) leaving = row;
            }

            Eliminate(leaving, direction);
        }

        private void Eliminate(int leaving, double[] direction)
        {
            var pivot = direction[leaving];
            _uses[leaving] /= pivot;
            for (var column = 0; column < direction.Length; column++) _inverse[leaving][column] /= pivot;
            for (var row = 0; row < direction.Length; row++)
            {
                if (row == leaving) continue;
                var factor = direction[row];
                _uses[row] -= factor * _uses[leaving];
                for (var column = 0; column < direction.Length; column++)
                    _inverse[row][column] -= factor * _inverse[leaving][column];
            }
        }
    }
}
