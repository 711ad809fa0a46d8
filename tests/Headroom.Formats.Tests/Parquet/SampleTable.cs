using ParquetSharp;

namespace Headroom.Formats.Tests.Parquet;

/// <summary>A table with columns of many types, written by the Arrow project's own code.</summary>
internal sealed record SampleTable(
    string?[] Notes, long?[] Phones, int[] Ages, double?[] Accounts, DateTime[] Seen, string?[]?[] Tags,
    byte[][] Blobs, bool[] Flags, decimal?[] Balances)
{
    private static readonly Column[] Columns =
    [
        new Column<string?>("note"), new Column<long?>("phone"), new Column<int>("age"), new Column<double?>("account"),
        new Column<DateTime>("seen", LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros)), new Column<string?[]>("tags"),
        new Column<byte[]>("blob"), new Column<bool>("flag"), new Column<decimal?>("balance", LogicalType.Decimal(29, 3)),
    ];

    /// <summary>A table whose values follow from a seed.</summary>
    public static SampleTable Random(int rows, int seed)
    {
        var chance = new Random(seed);
        T[] Many<T>(Func<int, T> one) => [.. Enumerable.Range(0, rows).Select(one)];
        return new SampleTable(
            Many(row => chance.Next(4) == 0 ? null : $"Zeile \"{row}\" 电话\n{chance.Next()}"),
            Many(_ => chance.Next(3) == 0 ? null : (long?)chance.NextInt64()),
            Many(_ => chance.Next(120)),
            Many(_ => chance.Next(3) switch
            {
                0 => null,
                1 => chance.Next(1_000_000),
                _ => (double?)chance.NextDouble(),
            }),
            Many(row => DateTime.UnixEpoch.AddSeconds(row)),
            Many(_ => chance.Next(3) == 0 ? null : Enumerable.Range(0, chance.Next(4)).Select(tag => tag == 2 ? null : $"t{chance.Next(9)}").ToArray()),
            Many(_ => { var bytes = new byte[chance.Next(20)]; chance.NextBytes(bytes); return bytes; }),
            Many(_ => chance.Next(2) == 0),
            Many(_ => chance.Next(2) == 0 ? null : (decimal?)(chance.Next() / 1000m)));
    }

    /// <summary>Writes it in row groups of so many rows.</summary>
    public void Write(string path, int groupRows)
    {
        using var file = new ParquetFileWriter(path, Columns, ParquetSharp.Compression.Snappy);
        for (var start = 0; start < Notes.Length; start += groupRows)
        {
            var rows = start..Math.Min(Notes.Length, start + groupRows);
            using var group = file.AppendRowGroup();
            Add(group, Notes[rows]);
            Add(group, Phones[rows]);
            Add(group, Ages[rows]);
            Add(group, Accounts[rows]);
            Add(group, Seen[rows]);
            Add(group, Tags[rows]);
            Add(group, Blobs[rows]);
            Add(group, Flags[rows]);
            Add(group, Balances[rows]);
        }

        file.Close();
    }

    /// <summary>Reads one.</summary>
    public static SampleTable Read(string path)
    {
        using var file = new ParquetFileReader(path);
        return new SampleTable(
            All<string?>(file, 0), All<long?>(file, 1), All<int>(file, 2), All<double?>(file, 3),
            All<DateTime>(file, 4), All<string?[]?>(file, 5), All<byte[]>(file, 6), All<bool>(file, 7),
            All<decimal?>(file, 8));
    }

    /// <summary>The rows at some places.</summary>
    public SampleTable At(int[] rows)
    {
        T[] Picked<T>(T[] column) => [.. rows.Select(row => column[row])];
        return new SampleTable(
            Picked(Notes), Picked(Phones), Picked(Ages), Picked(Accounts), Picked(Seen), Picked(Tags), Picked(Blobs),
            Picked(Flags), Picked(Balances));
    }

    private static T[] All<T>(ParquetFileReader file, int column)
    {
        var all = new List<T>();
        for (var index = 0; index < file.FileMetaData.NumRowGroups; index++)
        {
            using var group = file.RowGroup(index);
            using var reader = group.Column(column).LogicalReader<T>();
            all.AddRange(reader.ReadAll((int)group.MetaData.NumRows));
        }

        return [.. all];
    }

    private static void Add<T>(RowGroupWriter group, T[] values)
    {
        using var writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch(values);
    }
}
