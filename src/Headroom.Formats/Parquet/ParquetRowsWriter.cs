using ParquetSharp;
using ParquetSharp.Schema;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Writes rows of a file to a new one of the same schema and compression, in their order; some may be missing, and a
/// column of texts may come behind the others.
/// </summary>
internal sealed class ParquetRowsWriter : IDisposable
{
    private readonly string _path;
    private readonly bool _passesDamage;
    private readonly ParquetFileWriter _writer;
    private readonly ParquetGroups _groups;
    private int _kept;

    /// <summary>Begins.</summary>
    /// <param name="path">The file that rows are of.</param>
    /// <param name="target">Where the new one goes; it stays open.</param>
    /// <param name="added">Name of the column behind the others; null for none.</param>
    /// <param name="passesDamage">Whether damaged row groups, none of whose rows is asked for, do no harm.</param>
    public ParquetRowsWriter(string path, Stream target, string? added = null, bool passesDamage = false)
    {
        (_path, _passesDamage) = (path, passesDamage);
        Rows = new ParquetRows(path, showsAll: false, readsAll: true);
        try
        {
            Added = added is null ? null : new TextColumn();
            using var properties = PropertiesOf(Rows.File);
            var metadata = Rows.File.FileMetaData;
            using var schema = SchemaOf(metadata.Schema, added);
            _writer = ParquetFile.Told(path, "its schema cannot be written anew", () => new ParquetFileWriter(
                target, schema, properties, KeptMetadata(metadata, added), leaveOpen: true));
            _groups = new ParquetGroups(_writer, Rows.All.Count + (added is null ? 0 : 1));
        }
        catch
        {
            Rows.Dispose();
            throw;
        }
    }

    /// <summary>The rows of the file.</summary>
    public ParquetRows Rows { get; }

    /// <summary>Values of the column behind the others.</summary>
    public TextColumn? Added { get; }

    /// <summary>Reads up to a row, from 0 within the file; its place within the batch that is read.</summary>
    public int GoTo(long row)
    {
        while (row >= Rows.Reached)
        {
            WriteBatch();
            if (Rows.Count > 0 && Rows.IsGroupOver) _groups.End();
            if (!HasRead()) throw new InvalidDataException($"{_path}: there are more lines than rows");
        }

        var place = (int)(row - (Rows.Reached - Rows.Count));
        return place >= 0 ? place : throw new InvalidDataException($"{_path}, row {row}: it is damaged, or is asked for twice");
    }

    /// <summary>The columns have taken over a row.</summary>
    public void Taken() => _kept++;

    /// <summary>Ends the file; without it there is no whole one.</summary>
    public void Complete()
    {
        WriteBatch();
        _groups.Close();
    }

    public void Dispose()
    {
        _groups.Dispose();
        _writer.Dispose();
        Rows.Dispose();
    }

    private bool HasRead()
    {
        while (true)
        {
            try
            {
                return Rows.Read();
            }
            catch (InvalidDataException) when (_passesDamage)
            {
                // Rows goes on behind the group.
            }
        }
    }

    private void WriteBatch()
    {
        if (_kept == 0) return;

        var bytes = Rows.All.Sum(column => column!.Bytes) + (Added?.Bytes ?? 0);
        ParquetFile.Told(_path, $"rows up to {Rows.Reached} cannot be written", () =>
        {
            _groups.Write(bytes, (index, writer) =>
            {
                if (index < Rows.All.Count) Rows.All[index]!.Write(writer);
                else Added!.Write((ColumnWriter<ByteArray>)writer);
            });
            return true;
        });
        _kept = 0;
    }

    private static GroupNode SchemaOf(SchemaDescriptor schema, string? added)
    {
        if (added is null) return schema.GroupNode;

        using var root = schema.GroupNode;
        var column = new PrimitiveNode(added, Repetition.Optional, LogicalType.String(), PhysicalType.ByteArray);
        return new GroupNode(root.Name, root.Repetition, [.. root.Fields, column]);
    }

    private WriterProperties PropertiesOf(ParquetFileReader source)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.EnablePageChecksum();
        if (Added is not null) builder.Compression(ParquetSharp.Compression.Zstd);
        var metadata = source.FileMetaData;
        if (metadata.NumRowGroups == 0) return builder.Build();

        using var group = source.RowGroup(0);
        for (var index = 0; index < metadata.NumColumns; index++)
        {
            using var chunk = group.MetaData.GetColumnChunkMetaData(index);
            using var path = metadata.Schema.Column(index).Path;
            var isRare = chunk.Compression is ParquetSharp.Compression.Lz4Frame or ParquetSharp.Compression.Lzo;
            builder.Compression(path, isRare
                ? ParquetSharp.Compression.Zstd
                : chunk.Compression);
        }

        return builder.Build();
    }

    // The schema of Arrow goes along where it is still right; it is about types alone.
    private static Dictionary<string, string> KeptMetadata(FileMetaData metadata, string? added)
    {
        var kept = new Dictionary<string, string>(metadata.KeyValueMetadata);
        if (added is not null)
        {
            kept.Remove("ARROW:schema");
            kept.Remove("pandas");
            kept.Remove("huggingface");
        }

        return kept;
    }
}
