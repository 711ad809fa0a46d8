using System.Runtime.InteropServices;
using System.Text;
using Headroom.Formats;
using Headroom.Formats.Parquet;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Risk;

/// <summary>The columns of a table that matter for its risk.</summary>
/// <param name="Quasi">Quasi-identifiers: what others may know of people.</param>
/// <param name="Sensitive">What nobody should learn; null for none.</param>
public sealed record RiskColumns(IReadOnlyList<string> Quasi, string? Sensitive);

/// <summary>
/// Reads the columns of separated values or JSON Lines; of a missing one, every row has the same value.
/// </summary>
public static class RiskReader
{
    private const int BlockBytes = 1 << 20;

    /// <summary>
    /// Reads a file into hashes by column: the quasi-identifiers in their order, then the sensitive value.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="memoryBytes">Bytes of memory; of more rows all go to the disk.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="interrupted">Ends it.</param>
    /// <exception cref="RecordException">The file is not what it should be, or no row has one of the columns.</exception>
    public static RiskRows Read(
        string path, RiskColumns columns, long memoryBytes, string folder, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(columns);
        string[] names = columns.Sensitive is null ? [.. columns.Quasi] : [.. columns.Quasi, columns.Sensitive];
        var rows = new RiskRows(names.Length, memoryBytes, folder);
        try
        {
            Read(path, names, rows, interrupted);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private static void Read(string path, string[] names, RiskRows rows, CancellationToken interrupted)
    {
        using var source = ParquetFile.Is(path)
            ? new ParquetRecordStream(path, showsAll: true)
            : CompressedFile.Open(path, out _);
        var sink = new ColumnSink(names, rows);
        var run = new Masking.MaskRun { Policy = Policies.PolicyPacks.Default, BlockBytes = BlockBytes };
        using var blocks = new Masking.BlockReader(run, path, source);
        var reader = FileFormats.ReaderOf(blocks.Format, blocks.Names, takesAll: true);
        while (blocks.Next() is { } block)
        {
            interrupted.ThrowIfCancellationRequested();
            try
            {
                reader.Walk(block.Bytes.AsSpan(0, block.Length), sink);
                sink.End(reader.Record);
            }
            catch (BlockException fault)
            {
                throw new RecordException(path, block.Offset + fault.Offset, fault.Message);
            }
            finally
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(block.Bytes);
            }
        }

        if (sink.Missing is { } missing)
            throw new RecordException(path, 0, $"no row has a column '{missing}'; check --quasi and --sensitive");
    }

    private sealed class ColumnSink(string[] names, RiskRows rows) : IFieldSink
    {
        private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        private readonly List<ulong>[] _columns = [.. names.Select(_ => new List<ulong>())];
        private readonly bool[] _isSeen = new bool[names.Length];
        private readonly JsonUnescape _unescape = new();

        public string? Missing =>
            rows.Count > 0 && Array.IndexOf(_isSeen, false) is >= 0 and var index ? names[index] : null;

        /// <summary>A block is over, and had so many records: those without a value have the same one.</summary>
        public void End(int records)
        {
            foreach (var column in _columns) Grow(column, records);
            rows.Add(_columns);
            foreach (var column in _columns) column.Clear();
        }

        private static void Grow(List<ulong> column, int count)
        {
            var before = column.Count;
            CollectionsMarshal.SetCount(column, count);
            CollectionsMarshal.AsSpan(column)[before..].Clear();
        }

        public void Take(ReadOnlySpan<byte> block, int start, int end, FieldWriting writing, IRecordFormat format)
        {
            var name = format.NameIn(block);
            for (var index = 0; index < _names.Length; index++)
            {
                if (!name.SequenceEqual(_names[index])) continue;
                _isSeen[index] = true;
                var column = _columns[index];
                if (column.Count <= format.Record) Grow(column, format.Record + 1);
                column[format.Record] = RiskTable.HashOf(
                    writing == FieldWriting.JsonEscaped ? _unescape.Undo(block, start, end) : block[start..end]);
            }
        }
    }
}
