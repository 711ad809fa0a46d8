using Headroom.Cluster.Fleets;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Fleets;

/// <summary>Makes a fleet of its keys.</summary>
internal sealed class FleetForm(FaultLog faults)
{
    private readonly NodeForm _nodes = new(faults);

    /// <summary>The fleet, not yet checked.</summary>
    public Fleet Read(Section root)
    {
        root.Require("nodes");
        foreach (var (entry, path) in root.Items("nodes")) _nodes.Read(entry, path);

        return ReadRegions(root) with
        {
            ChipModels = [.. root.Items("chips").Select(item => Chip(item.Entry, item.Path))],
            Nodes = _nodes.Nodes,
        };
    }

    /// <summary>A fleet without nodes: its regions, the ways between them and its data, not yet checked.</summary>
    public Fleet ReadRegions(Section root) => new()
    {
        Regions = [.. root.Items("regions").Select(item => Region(item.Entry, item.Path))],
        Links = [.. root.Items("links").Select(item => Link(item.Entry, item.Path))],
        DataSets = [.. root.Items("datasets").Select(item => DataSet(item.Entry, item.Path))],
        Nodes = [],
    };

    /// <summary>A key of the fleet as the key of the entry in the file that it comes from.</summary>
    public string KeyInFile(string key) => _nodes.KeyInFile(key);

    private ChipModel Chip(Entry entry, string path)
    {
        var section = new Section(entry, path, FleetKeys.Chip, faults);
        return new(
            section.RequiredText("model"),
            section.MiB("memoryGiB"),
            section.Whole("sliceSlots", usual: 0),
            [.. section.Items("slices").Select(item => Slice(item.Entry, item.Path))]);
    }

    private SliceProfile Slice(Entry entry, string path)
    {
        var section = new Section(entry, path, FleetKeys.Slice, faults);
        section.Require("starts");
        return new(
            section.RequiredText("name"),
            section.RequiredWhole("milli"),
            section.MiB("memoryGiB"),
            section.RequiredWhole("slots"),
            [.. section.Items("starts").Select(item => faults.Values.Whole(item.Entry, item.Path) ?? 0)]);
    }

    private Region Region(Entry entry, string path)
    {
        var section = new Section(entry, path, FleetKeys.Region, faults);
        return new(
            section.RequiredText("name"),
            Curve(section, "pricePerGpuHour", faults.Values.Milli),
            Curve(section, "gramsCarbonPerGpuHour", (value, key) => faults.Values.Whole(value, key)));
    }

    private static HourlyCurve Curve(Section section, string key, Func<Entry, string, long?> read) =>
        section.Find(key) switch
        {
            null => HourlyCurve.Zero,
            ListEntry => new([.. section.Items(key).Select(item => read(item.Entry, item.Path) ?? 0)]),
            var entry => new([read(entry, section.PathOf(key)) ?? 0]),
        };

    private RegionLink Link(Entry entry, string path)
    {
        var section = new Section(entry, path, FleetKeys.Link, faults);
        return new(
            section.RequiredText("from"),
            section.RequiredText("to"),
            section.RequiredWhole("mebibytesPerSecond"),
            section.Milli("pricePerGiB") ?? 0);
    }

    private DataSet DataSet(Entry entry, string path)
    {
        var section = new Section(entry, path, FleetKeys.DataSet, faults);
        section.Require("regions");
        return new(
            section.RequiredText("name"),
            section.RequiredMiB("sizeGiB"),
            [.. section.Items("regions").Select(item => faults.Values.Text(item.Entry, item.Path) ?? "")]);
    }
}
