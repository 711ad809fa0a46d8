using Headroom.Cli.Output;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary>What a cluster has of what is needed, as it is told.</summary>
internal static class ClusterChecks
{
    /// <summary>Whether nothing is missing that runs cannot go on without.</summary>
    public static bool AreMet(IReadOnlyList<ClusterCheck> checks) => checks.All(check => check.Met || check.Optional);

    /// <summary>Writes them.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<ClusterCheck> checks, OutputFormat format) =>
        FindingsText.Write(
            terminal, checks, format,
            new("need", "NEED", check => check.Need),
            new("state", "STATE", StateOf),
            new("optional", "OPTIONAL", check => check.Optional) { IsForPrograms = true },
            new("sentence", "FOUND", check => check.Sentence));

    private static string StateOf(ClusterCheck check) => check.Met ? "met" : check.Optional ? "without" : "missing";
}
