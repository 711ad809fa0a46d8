namespace Headroom.Simulation.Packing;

/// <summary>
/// Adds numbers in the order of NumPy's pairwise summation. The published tables were averaged with it, and where a
/// mean falls between two printed digits the order of the additions decides which one is printed.
/// </summary>
internal static class PairwiseSum
{
    private const int Lanes = 8;
    private const int Block = 128;

    /// <summary>The sum of <paramref name="numbers"/>.</summary>
    public static double Of(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length < Lanes) return InOrder(0, numbers);
        if (numbers.Length <= Block) return OfBlock(numbers);

        var half = numbers.Length / 2;
        half -= half % Lanes;
        return Of(numbers[..half]) + Of(numbers[half..]);
    }

    private static double OfBlock(ReadOnlySpan<double> numbers)
    {
        Span<double> lane = stackalloc double[Lanes];
        numbers[..Lanes].CopyTo(lane);
        var even = numbers.Length - numbers.Length % Lanes;
        for (var index = Lanes; index < even; index++) lane[index % Lanes] += numbers[index];

        var sum = lane[0] + lane[1] + (lane[2] + lane[3]) + (lane[4] + lane[5] + (lane[6] + lane[7]));
        return InOrder(sum, numbers[even..]);
    }

    private static double InOrder(double sum, ReadOnlySpan<double> numbers)
    {
        foreach (var number in numbers) sum += number;
        return sum;
    }
}
