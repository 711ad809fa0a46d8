namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of the ways between regions, in their order.</summary>
internal sealed class LinkCheck(KnownNames regions, SpecificationFaults faults)
{
    private readonly Dictionary<(string From, string To), int> _first = [];

    /// <summary>Finds them.</summary>
    public void Find(IReadOnlyList<RegionLink> links)
    {
        const int CountMax = Region.CountMax * Region.CountMax;
        if (links.Count > CountMax)
        {
            faults.Add("links", $"there are {links.Count} links, and {CountMax} are the most", "write one for each way");
            return;
        }

        for (var index = 0; index < links.Count && !faults.IsFull; index++)
        {
            if (links[index] is { } link) FindIn(link, index);
            else faults.Add($"links[{index}]", "the link is missing", "write it or remove the line");
        }
    }

    private void FindIn(RegionLink link, int index)
    {
        var key = $"links[{index}]";
        var isKnown = regions.Require($"{key}.from", link.From, "region", faults);
        isKnown &= regions.Require($"{key}.to", link.To, "region", faults);
        if (isKnown && link.From == link.To)
        {
            faults.Add($"{key}.to", "the link leads back to where it begins", "remove it: data within a region is there");
        }
        else if (isKnown && !_first.TryAdd((link.From, link.To), index))
        {
            faults.Add(
                $"{key}.to", $"links[{_first[(link.From, link.To)]}] leads the same way", "write one link for each way");
        }

        faults.Require($"{key}.mebibytesPerSecond", link.MiBPerSecond, 1, RegionLink.ValueMax);
        faults.RequireMilli($"{key}.pricePerGiB", link.PricePerGiB, 0, RegionLink.ValueMax);
    }
}
