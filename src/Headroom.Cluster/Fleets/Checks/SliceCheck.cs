namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of the fixed slices of one chip model.</summary>
internal static class SliceCheck
{
    /// <summary>Finds them.</summary>
    public static void Find(ChipModel chip, string key, SpecificationFaults faults)
    {
        if (!faults.Require($"{key}.sliceSlots", chip.SliceSlots, 0, ChipModel.SlotsMax)) return;

        var slices = chip.Slices ?? [];
        if (slices.Count > ChipModel.SlicesMax)
        {
            faults.Add(
                $"{key}.slices",
                $"there are {slices.Count} slices, and {ChipModel.SlicesMax} are the most",
                "leave out those that nobody asks for");
        }
        else if (slices.Count > 0 != chip.IsSliced)
        {
            faults.Add(
                $"{key}.{(chip.IsSliced ? "slices" : "sliceSlots")}",
                chip.IsSliced ? "there are slots and no slices" : "there are slices and no slots",
                "write both or neither");
        }
        else
        {
            FindInSlices(chip, slices, key, faults);
        }
    }

    private static void FindInSlices(
        ChipModel chip, ValueList<SliceProfile> slices, string key, SpecificationFaults faults)
    {
        var names = new FleetNames($"{key}.slices", faults);
        var areGood = true;
        for (var index = 0; index < slices.Count; index++)
        {
            var sliceKey = $"{key}.slices[{index}]";
            names.Find($"{sliceKey}.name", slices[index]?.Name, index);
            areGood &= slices[index] is { } slice && IsGood(slice, chip, sliceKey, faults);
        }

        if (!areGood) return;

        var milli = MostAtOnce(chip, slice => slice.Milli);
        if (milli > TaskRequest.WholeGpuMilli)
        {
            faults.Add(
                $"{key}.slices",
                $"slices that fit side by side add up to {milli} thousandths of an accelerator",
                "lower their milli, so that no more than 1000 can be cut at once");
        }
        if (chip.MemoryMiB > 0 && MostAtOnce(chip, slice => slice.MemoryMiB) is var memory && memory > chip.MemoryMiB)
        {
            faults.Add(
                $"{key}.slices",
                $"slices that fit side by side have {SpecificationFaults.Gibi(memory)} GiB, and the accelerator has "
                    + SpecificationFaults.Gibi(chip.MemoryMiB),
                "lower their memory");
        }
    }

    private static bool IsGood(SliceProfile slice, ChipModel chip, string key, SpecificationFaults faults)
    {
        var isGood = faults.Require($"{key}.milli", slice.Milli, 1, TaskRequest.WholeGpuMilli);
        isGood &= faults.RequireMiB($"{key}.memoryGiB", slice.MemoryMiB, 0, Fleet.AmountMax);
        if (!faults.Require($"{key}.slots", slice.Slots, 1, chip.SliceSlots)) return false;

        return isGood & HasGoodStarts(slice, chip.SliceSlots - slice.Slots, $"{key}.starts", faults);
    }

    private static bool HasGoodStarts(SliceProfile slice, int last, string key, SpecificationFaults faults)
    {
        var starts = slice.Starts ?? [];
        if (starts.Count == 0)
        {
            faults.Add(key, "the slice may begin nowhere", $"name slots from 0 to {last}");
            return false;
        }

        for (var index = 0; index < starts.Count; index++)
        {
            if (!faults.Require($"{key}[{index}]", starts[index], 0, last)) return false;
            if (index == 0 || starts[index] > starts[index - 1]) continue;

            faults.Add($"{key}[{index}]", $"slot {starts[index]} is not above the one before", "write them ascending");
            return false;
        }

        return true;
    }

    // The best choice from each slot to the last, from the last to the first.
    private static long MostAtOnce(ChipModel chip, Func<SliceProfile, long> amount)
    {
        var most = new long[chip.SliceSlots + 1];
        for (var slot = chip.SliceSlots - 1; slot >= 0; slot--)
        {
            most[slot] = most[slot + 1];
            foreach (var slice in chip.Slices)
            {
                if (slice.Starts.Contains(slot))
                    most[slot] = Math.Max(most[slot], most[slot + slice.Slots] + amount(slice));
            }
        }

        return most[0];
    }
}
