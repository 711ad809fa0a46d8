using System.Globalization;
using Headroom.Engines.Contract;

namespace Headroom.Server.Clusters.Descriptions;

/// <summary>Reads the values of a description as what they have to be.</summary>
/// <param name="description">The description.</param>
/// <param name="source">Its name in messages.</param>
/// <param name="root">Folder of the cluster's own where it names none.</param>
internal sealed class ClusterSettings(ClusterDescription description, string source, string root)
{
    private const int SharesMost = 1_000;

    /// <summary>Name of the cluster.</summary>
    public string Name => description.Name;

    /// <summary>Its region.</summary>
    public string Region => description.Region;

    /// <summary>The folder in which the engine keeps its runs.</summary>
    public string Root => Path.GetFullPath(description["root", root]);

    /// <summary>Name of the pool on a cluster that several share.</summary>
    public string Pool
    {
        get
        {
            var pool = Text("pool", "headroom");
            return RunId.Fault(pool) is null ? pool : throw Wrong($"pool '{pool}' is no name; use a-z, 0-9 and '-'");
        }
    }

    /// <summary>A value as it is.</summary>
    public string Text(string key, string usual = "") => description[key, usual];

    /// <summary>Into how many parts an accelerator can be shared; 0 for none.</summary>
    /// <exception cref="ClusterException">It is no whole number from 0 to 1000.</exception>
    public int Shares(string key) =>
        int.TryParse(Text(key, "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= SharesMost
            ? number
            : throw Wrong($"{key} '{Text(key)}' is no whole number from 0 to {SharesMost}");

    /// <summary>Whether the plan names nodes; otherwise only the cluster.</summary>
    /// <exception cref="ClusterException">It says neither.</exception>
    public bool NamesNodes => Text("placement", "node") switch
    {
        "node" => true,
        "cluster" => false,
        var other => throw Wrong($"placement '{other}' is neither 'node' nor 'cluster'"),
    };

    /// <summary>The fault of a value: a sentence without its full stop.</summary>
    public ClusterException Wrong(string sentence) => new($"{source}: {sentence}.");
}
