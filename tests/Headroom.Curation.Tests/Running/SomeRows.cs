using ParquetSharp;

namespace Headroom.Curation.Tests.Running;

/// <summary>A table whose texts are documents, with columns that no line of JSON has a form for.</summary>
internal sealed record SomeRows(long[] Ids, string?[] Texts, DateTime[] Days, byte[][] Pictures, string?[]?[] Tags)
{
    private static readonly Column[] Columns =
    [
        new Column<long>("id"), new Column<string?>("text"),
        new Column<DateTime>("day", LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros)),
        new Column<byte[]>("picture"), new Column<string?[]?>("tags"),
    ];

    /// <summary>Rows with those texts.</summary>
    public static SomeRows Of(params string?[] texts) => new(
        [.. texts.Select((_, row) => (long)row)], texts,
        [.. texts.Select((_, row) => DateTime.UnixEpoch.AddSeconds(row))],
        [.. texts.Select((_, row) => new byte[] { 0xFF, (byte)row })],
        [.. texts.Select((_, row) => row % 3 == 0 ? null : new[] { "tag", null, $"t{row}" })]);

    /// <summary>Those of some numbers, with other texts.</summary>
    public SomeRows At(int[] rows, params string?[] texts) => new(
        [.. rows.Select(row => Ids[row])], texts, [.. rows.Select(row => Days[row])],
        [.. rows.Select(row => Pictures[row])], [.. rows.Select(row => Tags[row])]);

    /// <summary>Writes it.</summary>
    public string Write(string path, int groupRows = 1_000)
    {
        using var builder = new WriterPropertiesBuilder();
        using var properties = builder.EnablePageChecksum().Compression(Compression.Uncompressed).Build();
        using var file = new ParquetFileWriter(path, Columns, properties);
        for (var start = 0; start < Ids.Length; start += groupRows)
        {
            var rows = start..Math.Min(Ids.Length, start + groupRows);
            using var group = file.AppendRowGroup();
            Add(group, Ids[rows]);
            Add(group, Texts[rows]);
            Add(group, Days[rows]);
            Add(group, Pictures[rows]);
            Add(group, Tags[rows]);
        }

        file.Close();
        return path;
    }

    /// <summary>Reads one.</summary>
    public static SomeRows Read(string path) => new(
        All<long>(path, 0), All<string?>(path, 1), All<DateTime>(path, 2), All<byte[]>(path, 3),
        All<string?[]?>(path, 4));

    /// <summary>All values of a column.</summary>
    public static T[] All<T>(string path, int column)
    {
        using var file = new ParquetFileReader(path);
        var all = new List<T>();
        for (var index = 0; index < file.FileMetaData.NumRowGroups; index++)
        {
            using var group = file.RowGroup(index);
            using var reader = group.Column(column).LogicalReader<T>();
            all.AddRange(reader.ReadAll((int)group.MetaData.NumRows));
        }

        return [.. all];
    }

    /// <summary>Names of the columns with their types.</summary>
    public static string[] ColumnsOf(string path)
    {
        using var file = new ParquetFileReader(path);
        var schema = file.FileMetaData.Schema;
        return [.. Enumerable.Range(0, schema.NumColumns).Select(
            column => $"{schema.Column(column).Name} {schema.Column(column).PhysicalType}")];
    }

    private static void Add<T>(RowGroupWriter group, T[] values)
    {
        using var writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch(values);
    }
}
