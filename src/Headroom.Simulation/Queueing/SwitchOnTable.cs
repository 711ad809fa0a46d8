namespace Headroom.Simulation.Queueing;

/// <summary>
/// Seconds from start to first progress by model and gang size, as measured for Muri (Zhao et al., "Multi-resource
/// interleaving for deep learning training", SIGCOMM'22, artifact).
/// </summary>
internal static class SwitchOnTable
{
    /// <summary>Work takes this much longer under the framework of that experiment.</summary>
    public const double FrameworkFactor = 1.015;

    private const int UnknownModelSeconds = 10;

    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32];

    // One row a model, one column a size.
    private static readonly (string Prefix, int[] Seconds)[] Models =
    [
        ("vgg16", [7, 7, 8, 9, 9, 10]),
        ("vgg19", [7, 7, 8, 9, 10, 10]),
        ("resnet18", [4, 5, 5, 7, 7, 7]),
        ("shufflenet", [4, 4, 5, 5, 7, 8]),
        ("bert", [10, 10, 10, 10, 10, 10]),
        ("gpt2", [10, 10, 10, 10, 10, 10]),
        ("a2c", [38, 39, 39, 46, 46, 46]),
        ("dqn", [5, 5, 6, 6, 8, 8]),
    ];

    /// <summary>
    /// Seconds for a gang; a size between two columns costs as the larger one, above the last as the last.
    /// </summary>
    public static int Seconds(string? modelName, int gpuCount)
    {
        var column = 0;
        while (column < Sizes.Length - 1 && Sizes[column] < gpuCount) column++;
        foreach (var (prefix, seconds) in Models)
        {
            if (modelName?.StartsWith(prefix, StringComparison.Ordinal) == true) return seconds[column];
        }

        return UnknownModelSeconds;
    }
}
