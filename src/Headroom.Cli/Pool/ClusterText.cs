using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Serving;
using Headroom.Traces.Settings;

namespace Headroom.Cli.Pool;

/// <summary>Writes what a file and the options say of a cluster as one file, whose paths are whole.</summary>
internal static class ClusterText
{
    private static readonly string[] Paths = ["root", "kubeconfig", "configuration", "sshConfiguration"];

    /// <summary>The text of the file.</summary>
    /// <param name="name">Name of the cluster.</param>
    /// <param name="engine">What runs work there; null for what the file says.</param>
    /// <param name="region">Its region; null for what the file says.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CommandFailure">There can be no such cluster.</exception>
    public static string Of(string name, string? engine, string? region, string path)
    {
        if (engine == "local")
        {
            throw new CommandFailure(
                ExitCode.WrongUse,
                "this machine need not be added: it is a cluster of its pool, unless 'headroom up' names others.");
        }

        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in SettingsFile.Read(path, ClusterFile.Keys))
            values[key] = Paths.Contains(key) && value.Length > 0 ? Path.GetFullPath(value) : value;

        values["name"] = name;
        if (engine is not null) values["engine"] = engine;
        if (region is not null) values["region"] = region;
        return string.Concat(values.Select(pair => $"{pair.Key}: {JsonSerializer.Serialize(pair.Value)}\n"));
    }
}
