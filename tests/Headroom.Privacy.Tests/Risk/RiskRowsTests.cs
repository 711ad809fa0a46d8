using CsCheck;
using Headroom.Privacy.Risk;

namespace Headroom.Privacy.Tests.Risk;

public sealed class RiskRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Rows of few kinds make large classes, of many kinds many small ones; either way in far more pieces than one.
    [Fact]
    public void Whatever_memory_there_is_the_figures_are_the_same() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 6], Gen.Int[1, 4_000], Gen.Int[1, 2_000])
            .Sample((kinds, values, rows, memory) =>
        {
            var chance = new Random(kinds * 7 + values);
            List<ulong>[] columns =
            [
                [.. Enumerable.Range(0, rows).Select(_ => Of(chance.Next(kinds)))],
                [.. Enumerable.Range(0, rows).Select(_ => Of(chance.Next(3)))],
                [.. Enumerable.Range(0, rows).Select(_ => Of(chance.Next(values)))],
            ];
            using var large = new RiskRows(3, 1 << 30, _folder);
            using var small = new RiskRows(3, memory, _folder);
            large.Add(columns);
            foreach (var part in Enumerable.Range(0, rows).Chunk(301))
                small.Add([.. columns.Select(column => column.GetRange(part[0], part.Length))]);

            Assert.False(large.IsSpilled);
            Assert.Equal(small.Count, rows);
            foreach (var (quasi, sensitive) in ((int[], int)[])[([0, 1], 2), ([0, 1], -1), ([1], 2), ([0], -1)])
            {
                Assert.Equal(
                    large.Measure(quasi, sensitive, 5, 0.5, CancellationToken.None),
                    small.Measure(quasi, sensitive, 5, 0.5, CancellationToken.None));
            }

            Assert.Empty(Directory.GetFileSystemEntries(_folder));
        }, iter: 60, threads: 1);

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        using var rows = new RiskRows(1, 1, Path.Combine(_folder, "nowhere"));
        Assert.Throws<DirectoryNotFoundException>(() => rows.Add([[1, 2, 3]]));
    }

    private static ulong Of(int value) => RiskTable.HashOf(BitConverter.GetBytes(value));
}
