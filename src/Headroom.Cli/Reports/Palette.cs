namespace Headroom.Cli.Reports;

/// <summary>Which colour a line gets.</summary>
internal static class Palette
{
    private const int Colors = 8;

    /// <summary>
    /// The place in the palette of the policy with this name: the same in every report, whichever policies are in it.
    /// </summary>
    public static int ColorOf(string policy, IReadOnlyList<string> policies)
    {
        for (var index = 0; index < policies.Count; index++)
            if (policies[index] == policy) return index % Colors;

        return Colors - 1;
    }
}
