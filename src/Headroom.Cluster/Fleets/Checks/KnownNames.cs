namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Names that a fleet lists, in its order.</summary>
internal sealed class KnownNames
{
    // Each looks at all names.
    private const int SuggestionsMax = 20;

    private readonly HashSet<string> _set = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private int _suggestions;

    /// <summary>The names of a list; those that are missing are left out.</summary>
    public static KnownNames Of(IEnumerable<string?> names)
    {
        var known = new KnownNames();
        foreach (var name in names)
        {
            if (name is not null && known._set.Add(name)) known._names.Add(name);
        }

        return known;
    }

    /// <summary>A fault unless the name is one of them.</summary>
    public bool Require(string key, string? name, string kind, SpecificationFaults faults)
    {
        if (name is not null && _set.Contains(name)) return true;

        var nearest = _suggestions++ < SuggestionsMax ? NearestName.Of(name ?? "", _names) : null;
        faults.Add(
            key,
            string.IsNullOrEmpty(name) ? $"no {kind} is named" : $"there is no {kind} {SpecificationFault.Quote(name)}",
            nearest is null
                ? $"list it among the {kind}s, or name one that is"
                : $"did you mean {SpecificationFault.Cut(nearest)}");
        return false;
    }
}
