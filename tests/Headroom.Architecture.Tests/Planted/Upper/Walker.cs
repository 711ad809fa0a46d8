using Headroom.Architecture.Tests.Planted.Lower;

namespace Headroom.Architecture.Tests.Planted.Upper;

/// <summary>
/// Faults that the rules must find: walks in hash order, in a method, in a lambda and over values alone.
/// </summary>
internal static class Walker
{
    public static int Sum(Dictionary<int, int> counts, HashSet<int> names)
    {
        var sum = 0;
        foreach (var count in counts) sum += count.Value;
        foreach (var count in counts.Values) sum += Below.Twice(count);
        Action walk = () =>
        {
            foreach (var name in names) sum += name;
        };
        walk();
        return sum;
    }
}
