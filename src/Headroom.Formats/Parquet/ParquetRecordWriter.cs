using ParquetSharp;
using ParquetSharp.Schema;

namespace Headroom.Formats.Parquet;

/// <summary>Writes records of JSON as a Parquet file, compressed by Zstandard, some megabytes at a time.</summary>
public sealed class ParquetRecordWriter : IDisposable
{
    private const long BatchBytes = 4 << 20;
    private const int BatchRowsMax = 4_096;

    private readonly RecordSchema _schema;
    private readonly ParquetFileWriter _writer;
    private readonly ParquetGroups _groups;
    private readonly Range[] _values;
    private long _bytes;
    private int _rows;

    /// <summary>Begins.</summary>
    /// <param name="target">Where the file goes; it stays open.</param>
    /// <param name="schema">Columns, made of all records that are to be written.</param>
    public ParquetRecordWriter(Stream target, RecordSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        _values = new Range[schema.Columns.Count];
        using var builder = new WriterPropertiesBuilder();
        builder.EnablePageChecksum();
        builder.Compression(ParquetSharp.Compression.Zstd);
        using var properties = builder.Build();
        using var root = new GroupNode("schema", Repetition.Required, [.. schema.Columns.Select(column => column.Node())]);
        _writer = new ParquetFileWriter(target, root, properties, leaveOpen: true);
        _groups = new ParquetGroups(_writer, schema.Columns.Count);
    }

    /// <summary>Writes a record, which the schema was told before.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        _schema.Find(record, _values);
        for (var column = 0; column < _values.Length; column++) _schema.Columns[column].Add(record[_values[column]]);
        _bytes += record.Length;
        if (++_rows == BatchRowsMax || _bytes >= BatchBytes) WriteBatch();
    }

    /// <summary>Ends the file; without it there is no whole one.</summary>
    public void Complete()
    {
        WriteBatch();
        _groups.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _groups.Dispose();
        _writer.Dispose();
    }

    private void WriteBatch()
    {
        if (_rows == 0) return;

        var bytes = _schema.Columns.Sum(column => column.Bytes);
        _groups.Write(bytes, (index, writer) => _schema.Columns[index].Write(writer));
        (_rows, _bytes) = (0, 0);
    }
}
