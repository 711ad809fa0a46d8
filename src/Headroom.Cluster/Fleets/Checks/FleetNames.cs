namespace Headroom.Cluster.Fleets.Checks;

/// <summary>The names of one list of a fleet: each is there, readable and new.</summary>
/// <param name="list">Key of the list; null where the order of the fleet is not that of its file.</param>
/// <param name="faults">Takes what is found.</param>
internal sealed class FleetNames(string? list, SpecificationFaults faults)
{
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);

    /// <summary>Finds the fault of the name at <paramref name="index"/>, if it has one.</summary>
    public void Find(string key, string? name, int index)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            faults.Add(key, "there is no name", "give it one");
        }
        else if (IsReadable(key, name, faults) && !_first.TryAdd(name, index))
        {
            faults.Add(
                key,
                $"{SpecificationFault.Quote(name)} is the name of {Other(_first[name])} already",
                "give each a name of its own");
        }
    }

    /// <summary>A fault unless a text is short enough and has no control characters.</summary>
    public static bool IsReadable(string key, string text, SpecificationFaults faults)
    {
        if (text.Length > Fleet.NameLengthMax)
        {
            faults.Add(
                key, $"the name has {text.Length} characters, and {Fleet.NameLengthMax} are the most", "shorten it");
            return false;
        }
        if (text.Any(char.IsControl))
        {
            faults.Add(key, $"{SpecificationFault.Quote(text)} has control characters", "remove them");
            return false;
        }

        return true;
    }

    private string Other(int index) => list is null ? "another" : $"{list}[{index}]";
}
