using Headroom.Cluster.Fleets;
using Headroom.Traces.Openb;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Fleets;

/// <summary>Reads the fleet of a site as people write it, in YAML (or JSON, which is a part of it).</summary>
/// <remarks>
/// CPU is in cores and memory in GiB, with up to three decimals; memory is kept in whole MiB, rounded down. Prices are
/// in the site's currency. A node's name with a range, such as <c>gpu-{0..99}</c>, stands for many nodes; a range in
/// its block or rack spreads them in contiguous runs. Anchors, aliases, tags, tabs and second documents are no part of
/// the form.
/// </remarks>
public static class FleetFile
{
    /// <summary>The JSON schema (draft 2020-12) of the form, for editors.</summary>
    public static string Schema => EmbeddedSchema.Read("fleet.schema.json");

    /// <summary>
    /// The fleet in a file, compressed by gzip or not, checked. A name that ends in <c>.csv</c> or <c>.csv.gz</c> is
    /// taken for an openb node list, any other for YAML.
    /// </summary>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, or the fleet has faults: all of them, each with its line and key.
    /// </exception>
    public static Fleet Read(string path) => IsTable(path)
        ? Checked(path, new Fleet { Nodes = OpenbReader.ReadNodes(path) })
        : Parse(path, SpecificationText.Read(path));

    /// <summary>The fleet in a text; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="TraceFormatException">The fleet has faults: all of them, each with its line and
    /// key.</exception>
    public static Fleet Parse(string file, string text)
    {
        var document = new SpecificationDocument(file, text, FleetKeys.Fleet);
        var form = new FleetForm(document.Faults);
        var fleet = form.Read(document.Root);
        document.Add(FleetCheck.Faults(fleet).Select(fault => fault with { Key = form.KeyInFile(fault.Key) }));
        document.Faults.Throw();
        return fleet;
    }

    private static bool IsTable(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static Fleet Checked(string path, Fleet fleet)
    {
        var faults = FleetCheck.Faults(fleet);
        return faults.Count == 0
            ? fleet
            : throw new TraceFormatException(
                path, [.. faults.Select(fault => new FileFault(0, fault.Key, fault.Problem, fault.Remedy))]);
    }
}
