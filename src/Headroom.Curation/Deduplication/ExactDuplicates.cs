namespace Headroom.Curation.Deduplication;

/// <summary>Finds documents whose text is the same, by 128-bit hashes.</summary>
internal static class ExactDuplicates
{
    /// <summary>
    /// For each document the first one with the same hash, which is itself when there is none before.
    /// </summary>
    public static int[] FirstOfEach(IReadOnlyList<UInt128> hashes)
    {
        var order = Enumerable.Range(0, hashes.Count).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var byHash = hashes[left].CompareTo(hashes[right]);
            return byHash != 0 ? byHash : left.CompareTo(right);
        });
        var firsts = new int[hashes.Count];
        for (var index = 0; index < order.Length; index++)
        {
            var document = order[index];
            firsts[document] = index > 0 && hashes[order[index - 1]] == hashes[document]
                ? firsts[order[index - 1]]
                : document;
        }

        return firsts;
    }
}
