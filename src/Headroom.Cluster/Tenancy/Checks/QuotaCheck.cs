using Headroom.Cluster.Fleets;

namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>Faults of what queues are owed.</summary>
internal sealed class QuotaCheck(Resources resources, QuotaSums sums, SpecificationFaults faults)
{
    private const int CountMax = ChipModel.CountMax + 1;
    private const int ResourcesShownMax = 8;

    // Each looks at the names of all resources.
    private const int SuggestionsMax = 20;

    private int _suggestions;

    /// <summary>Finds the faults of one queue's quotas, in their order.</summary>
    public void FindIn(ValueList<Quota>? quotas, int queue)
    {
        if (quotas is null)
        {
            faults.Add($"queues[{queue}].quota", "the quotas are missing", "leave them empty for a queue that is owed nothing");
            return;
        }

        if (quotas.Count > CountMax)
        {
            faults.Add(
                $"queues[{queue}].quota",
                $"there are {quotas.Count} resources, and {CountMax} are the most",
                Remedy(""));
            return;
        }

        var seen = new HashSet<int>();
        for (var index = 0; index < quotas.Count && !faults.IsFull; index++)
        {
            if (quotas[index]?.Resource is { Length: > 0 } resource)
                FindIn(quotas[index], $"queues[{queue}].quota.{SpecificationFault.Cut(resource)}", queue, seen);
            else
                faults.Add($"queues[{queue}].quota[{index}]", "the resource has no name", Remedy(""));
        }
    }

    private void FindIn(Quota quota, string key, int queue, HashSet<int> seen)
    {
        var resource = resources.IndexOf(quota.Resource);
        if (resource < 0)
        {
            var problem = $"the fleet has no {SpecificationFault.Quote(quota.Resource)}";
            faults.Add(key, problem, Remedy(quota.Resource));
        }
        else if (!seen.Add(resource))
        {
            faults.Add(key, "the resource is named twice", "write one amount for it");
        }

        var isAmount = faults.RequireMilli($"{key}.nominal", quota.NominalMilli, 0, Quota.MilliMax);
        faults.RequireMilli($"{key}.borrowingLimit", quota.BorrowingLimitMilli ?? 0, 0, Quota.MilliMax);
        faults.RequireMilli($"{key}.lendingLimit", quota.LendingLimitMilli ?? 0, 0, Quota.MilliMax);
        if (isAmount && resource >= 0) FindBelow(quota, key, sums.Below(queue, resource));
    }

    // A queue that says 0 says nothing: it is owed what those below it are owed.
    private void FindBelow(Quota quota, string key, long below)
    {
        if (quota.NominalMilli == 0 || below <= quota.NominalMilli) return;

        var (sum, own) = (SpecificationFaults.Whole(below), SpecificationFaults.Whole(quota.NominalMilli));
        faults.Add(
            $"{key}.nominal",
            $"the queues directly below are owed {sum} in sum, and it has {own}",
            $"raise it to {sum}, or lower theirs");
    }

    private string Remedy(string name)
    {
        var names = Enumerable.Range(0, resources.Count).Select(index => resources[index]);
        var shown = string.Join(", ", names.Take(ResourcesShownMax).Select(known => SpecificationFault.Cut(known)));
        var more = resources.Count > ResourcesShownMax ? $" and {resources.Count - ResourcesShownMax} more" : "";
        var nearest = _suggestions++ < SuggestionsMax ? NearestName.Of(name, names) : null;
        return nearest is null
            ? $"it has {shown}{more}"
            : $"did you mean {SpecificationFault.Cut(nearest)}; it has {shown}{more}";
    }
}
