using System.Numerics;

namespace Headroom.Scheduling.Rooms;

/// <summary>Where fixed slices go among the slots of one accelerator. Slots are bits; starts are bits too.</summary>
internal static class SliceSlots
{
    /// <summary>Slots that a slice covers from a start on.</summary>
    public static uint Of(int slots, int start) => ((1u << slots) - 1) << start;

    /// <summary>How many slices fit: taking the earliest possible start each time is best for equal slices.</summary>
    public static int CountOf(uint taken, int slots, uint starts)
    {
        var count = 0;
        while (First(taken, slots, starts) is var start && start >= 0)
        {
            taken |= Of(slots, start);
            count++;
        }

        return count;
    }

    /// <summary>The first start at which a slice fits; -1 when there is none.</summary>
    public static int First(uint taken, int slots, uint starts)
    {
        for (; starts != 0; starts &= starts - 1)
        {
            var start = BitOperations.TrailingZeroCount(starts);
            if ((taken & Of(slots, start)) == 0) return start;
        }

        return -1;
    }

    /// <summary>
    /// The start that leaves the longest run of free slots, then the fewest broken ones, then the last; -1 when there
    /// is none. Slots that the model does not have are to be marked as taken.
    /// </summary>
    public static int Best(uint taken, int slots, uint starts)
    {
        var (best, bestRuns) = (-1, (Longest: -1, Squares: -1));
        for (; starts != 0; starts &= starts - 1)
        {
            var start = BitOperations.TrailingZeroCount(starts);
            if ((taken & Of(slots, start)) != 0) continue;

            var runs = Runs(taken | Of(slots, start));
            if (best < 0 || runs.CompareTo(bestRuns) >= 0) (best, bestRuns) = (start, runs);
        }

        return best;
    }

    private static (int Longest, int Squares) Runs(uint taken)
    {
        var (longest, squares, run) = (0, 0, 0);
        for (var slot = 0; slot <= 16; slot++)
        {
            if (slot < 16 && (taken & (1u << slot)) == 0)
            {
                run++;
                continue;
            }

            longest = Math.Max(longest, run);
            squares += run * run;
            run = 0;
        }

        return (longest, squares);
    }
}
