using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes;
using Headroom.Engines.Slurm;
using Headroom.Traces.Settings;

namespace Headroom.Cli.Serving;

/// <summary>A cluster as a file describes it: lines <c>key: value</c>.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Engine">What runs work there: <c>slurm</c> or <c>kubernetes</c>.</param>
/// <param name="Region">Its region; empty where there is one only.</param>
/// <param name="Open">Opens its engine.</param>
internal sealed record ClusterFile(string Name, string Engine, string Region, Func<IEngine> Open)
{
    /// <summary>The kinds of engines that files describe.</summary>
    public static readonly string[] Engines = ["slurm", "kubernetes"];

    /// <summary>All keys of all engines.</summary>
    public static readonly string[] Keys = [.. KubernetesClusterFile.Keys.Union(SlurmClusterFile.Keys)];

    /// <summary>What a file says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">Folder of the pool; what the cluster needs lies below it as a rule.</param>
    /// <param name="isOnly">Whether it is the only cluster that the pool is started with.</param>
    /// <exception cref="CommandFailure">It says what cannot be done.</exception>
    public static ClusterFile Read(string path, string folder, bool isOnly = false)
    {
        var values = SettingsFile.Read(path, Keys);
        var engine = values.GetValueOrDefault("engine", "");
        if (!Engines.Contains(engine))
        {
            throw new CommandFailure(
                ExitCode.WrongUse,
                $"{path}: engine '{engine}' is none that clusters of a file have; write 'engine: slurm' or "
                + "'engine: kubernetes'.");
        }

        var name = values.GetValueOrDefault("name", engine);
        if (RunId.Fault(name) is not null)
            throw new CommandFailure(ExitCode.WrongUse, $"{path}: name '{name}' is none; use a-z, 0-9 and '-'.");

        var region = values.GetValueOrDefault("region", "");
        return engine == "slurm"
            ? Slurm(SlurmClusterFile.Read(path, RootOf(folder, engine, name, isOnly)), region)
            : Kubernetes(KubernetesClusterFile.Read(path, RootOf(folder, engine, name, isOnly)), region);
    }

    /// <summary>A whole number of a file.</summary>
    /// <exception cref="CommandFailure">It is none from 0 to <paramref name="most"/>.</exception>
    public static int Number(string path, string key, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw Wrong(path, $"{key} '{text}' is no whole number from 0 to {most}");

    public static CommandFailure Wrong(string path, string sentence) => new(ExitCode.WrongUse, $"{path}: {sentence}.");

    private static ClusterFile Slurm(SlurmEngineOptions options, string region) =>
        new(options.Name, "slurm", region, () => new SlurmEngine(options, TimeProvider.System));

    private static ClusterFile Kubernetes(KubernetesEngineOptions options, string region) =>
        new(options.Name, "kubernetes", region, () => new KubernetesEngine(options, TimeProvider.System));

    // Pools of before had one cluster, and the engine's name was name enough for its folder.
    private static string RootOf(string folder, string engine, string name, bool isOnly)
    {
        var (own, before) = (Path.Combine(folder, $"{engine}-{name}"), Path.Combine(folder, engine));
        return isOnly && !Directory.Exists(own) && Directory.Exists(before) ? before : own;
    }
}
