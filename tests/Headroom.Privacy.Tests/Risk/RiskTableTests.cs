using CsCheck;
using Headroom.Privacy.Risk;

namespace Headroom.Privacy.Tests.Risk;

public sealed class RiskTableTests
{
    [Fact]
    public void Figures_are_those_of_a_plain_count() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 2]).Array[1, 60].Sample(rows =>
        {
            var table = new RiskTable(1);
            foreach (var (a, b, s) in rows)
                table.Add(RiskTable.Mix(RiskTable.Mix(1, (ulong)a), (ulong)b), RiskTable.HashOf([(byte)s]));
            var figures = table.Measure(3, hasSensitive: true);
            var classes = rows.GroupBy(row => (row.Item1, row.Item2))
                .Select(group => group.Select(row => row.Item3).ToArray()).ToList();
            var share = rows.GroupBy(row => row.Item3)
                .ToDictionary(group => group.Key, group => (double)group.Count() / rows.Length);

            Assert.Equal((rows.Length, classes.Count), (figures.Rows, figures.Classes));
            Assert.Equal(classes.Min(one => one.Length), figures.SmallestClass);
            Assert.Equal(classes.Count(one => one.Length == 1), figures.UniqueRows);
            Assert.Equal(classes.Where(one => one.Length < 3).Sum(one => one.Length), figures.RowsBelow);
            Assert.Equal(classes.Min(one => one.Distinct().Count()), figures.DistinctDiversity);
            Assert.Equal(
                classes.Max(
                    one => share.Sum(
                        pair => Math.Abs(
                            one.Count(value => value == pair.Key) / (double)one.Length - pair.Value)) / 2),
                                figures.Closeness, 9);
        });
}
