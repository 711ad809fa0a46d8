namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of the chip models, in their order.</summary>
internal static class ChipCheck
{
    /// <summary>The resource that stands for processors: no chip may be called that.</summary>
    public const string Reserved = "cpu";

    /// <summary>Finds them.</summary>
    public static void Find(IReadOnlyList<ChipModel> chips, SpecificationFaults faults)
    {
        if (chips.Count > ChipModel.CountMax)
        {
            faults.Add(
                "chips",
                $"there are {chips.Count} chip models, and {ChipModel.CountMax} are the most",
                "leave out those that no node has");
            return;
        }

        var names = new FleetNames("chips", faults);
        for (var index = 0; index < chips.Count && !faults.IsFull; index++)
        {
            var key = $"chips[{index}]";
            if (chips[index] is not { } chip)
            {
                faults.Add(key, "the chip model is missing", "write it or remove the line");
                continue;
            }

            names.Find($"{key}.model", chip.Name, index);
            if (chip.Name == Reserved)
                faults.Add($"{key}.model", "\"cpu\" stands for processors in quotas", "give the chip another name");

            faults.RequireMiB($"{key}.memoryGiB", chip.MemoryMiB, 0, Fleet.AmountMax);
            SliceCheck.Find(chip, key, faults);
        }
    }
}
