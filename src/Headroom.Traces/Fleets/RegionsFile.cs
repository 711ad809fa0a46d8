using Headroom.Cluster.Fleets;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Fleets;

/// <summary>
/// Reads what is known of the regions of a pool that runs, whose nodes its clusters tell: <c>regions</c>, <c>links</c>
/// and <c>datasets</c> as in a <see cref="FleetFile"/>.
/// </summary>
public static class RegionsFile
{
    /// <summary>A fleet without nodes, with the regions of a file, checked.</summary>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, or has faults: all of them, each with its line and key.
    /// </exception>
    public static Fleet Read(string path) => Parse(path, SpecificationText.Read(path));

    /// <summary>The same of a text; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="TraceFormatException">There are faults: all of them, each with its line and key.</exception>
    public static Fleet Parse(string file, string text)
    {
        var document = new SpecificationDocument(file, text, FleetKeys.Fleet);
        document.Root.Require("regions");
        foreach (var key in (string[])["nodes", "chips"])
        {
            if (document.Root.Find(key) is not { } entry) continue;

            document.Faults.Add(
                entry.Line, key, "the clusters of a pool tell this themselves", "leave it out, and name regions only");
        }

        var fleet = new FleetForm(document.Faults).ReadRegions(document.Root);
        document.Add(FleetCheck.FaultsOfRegions(fleet));
        document.Faults.Throw();
        return fleet;
    }
}
