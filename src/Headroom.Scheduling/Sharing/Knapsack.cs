namespace Headroom.Scheduling.Sharing;

/// <summary>Fills one accelerator with tasks of priced sizes, each as often as wanted.</summary>
public static class Knapsack
{
    /// <summary>The most that fits, by price, into every part from 0 to <paramref name="capacity"/>.</summary>
    public static double[] BestValues(IReadOnlyList<SizePrice> prices, int capacity) => Fill(prices, capacity).Values;

    /// <summary>
    /// How often each size occurs in the most valuable filling of the whole capacity, and what it is worth.
    /// </summary>
    public static (double Value, int[] Counts) BestPattern(IReadOnlyList<SizePrice> prices, int capacity)
    {
        var (values, last) = Fill(prices, capacity);
        var counts = new int[prices.Count];
        for (var room = capacity; room > 0;)
        {
            if (last[room] < 0)
            {
                room--;
                continue;
            }

            counts[last[room]]++;
            room -= prices[last[room]].Size;
        }

        return (values[capacity], counts);
    }

    // Dynamic programming over the room; last[room] is the size placed last, -1 where a unit stays empty.
    private static (double[] Values, int[] Last) Fill(IReadOnlyList<SizePrice> prices, int capacity)
    {
        var values = new double[capacity + 1];
        var last = new int[capacity + 1];
        Array.Fill(last, -1);
        for (var room = 1; room <= capacity; room++)
        {
            values[room] = values[room - 1];
            for (var index = 0; index < prices.Count; index++)
            {
                var (size, price) = prices[index];
                if (size > room || values[room - size] + price <= values[room] + 1e-12) continue;
                values[room] = values[room - size] + price;
                last[room] = index;
            }
        }

        return (values, last);
    }
}
