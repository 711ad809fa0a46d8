namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of the data sets, in their order.</summary>
internal sealed class DataSetCheck(KnownNames regions, SpecificationFaults faults)
{
    private readonly FleetNames _names = new("datasets", faults);

    /// <summary>Finds them.</summary>
    public void Find(IReadOnlyList<DataSet> dataSets)
    {
        if (dataSets.Count > DataSet.CountMax)
        {
            faults.Add(
                "datasets",
                $"there are {dataSets.Count} data sets, and {DataSet.CountMax} are the most",
                "leave out those that no job reads");
            return;
        }

        for (var index = 0; index < dataSets.Count && !faults.IsFull; index++)
        {
            if (dataSets[index] is { } dataSet) FindIn(dataSet, index);
            else faults.Add($"datasets[{index}]", "the data set is missing", "write it or remove the line");
        }
    }

    private void FindIn(DataSet dataSet, int index)
    {
        var key = $"datasets[{index}]";
        _names.Find($"{key}.name", dataSet.Name, index);
        faults.RequireMiB($"{key}.sizeGiB", dataSet.SizeMiB, 0, DataSet.SizeMiBMax);
        var places = dataSet.Regions ?? [];
        if (places.Count == 0)
            faults.Add($"{key}.regions", "no region has a copy", "name at least one");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < places.Count && !faults.IsFull; place++)
        {
            var placeKey = $"{key}.regions[{place}]";
            if (!regions.Require(placeKey, places[place], "region", faults) || seen.Add(places[place])) continue;

            faults.Add(placeKey, $"{SpecificationFault.Quote(places[place])} is named twice", "name it once");
        }
    }
}
