using CsCheck;
using Headroom.Exchange.Profiles;

namespace Headroom.Exchange.Tests.Profiles;

public sealed class SmallCountsProperties
{
    private static readonly Gen<long[]> Counts =
        Gen.Frequency((3, Gen.Long[0, 30]), (1, Gen.Long[0, 100_000])).Array[0, 8];

    [Fact]
    public void Nothing_small_is_shown_or_found_by_subtraction() => Counts.Sample(counts =>
    {
        var parts = Suppressed(counts);

        Assert.DoesNotContain(parts, part => part.Records is > 0 and < SmallCounts.Least);
        var hidden = counts.Where((_, index) => parts[index].Records is null).ToArray();
        var others = counts.Where((count, index) => count > 0 && parts[index].Records is not null).ToArray();
        if (hidden.Length > 0 && others.Length > 0) Assert.True(hidden.Length > 1 && hidden.Sum() >= SmallCounts.Least);
    });

    [Fact]
    public void What_is_shown_is_true_and_what_is_large_alone_stays() => Counts.Sample(counts =>
    {
        var parts = Suppressed(counts);

        Assert.All(parts.Select((part, index) => (part, index)), pair =>
            Assert.True(pair.part.Records is null || pair.part.Records == counts[pair.index]));
        if (counts.All(SmallCounts.IsShown)) Assert.All(parts, part => Assert.NotNull(part.Records));
    });

    [Fact]
    public void One_small_part_takes_the_next_with_it() => Assert.Equal(
        [500, null, null], Suppressed([500, 3, 20]).Select(part => part.Records));

    private static IReadOnlyList<CountedPart> Suppressed(long[] counts) =>
        SmallCounts.Suppress([.. counts.Select((count, index) => ($"p{index}", count))]);
}
