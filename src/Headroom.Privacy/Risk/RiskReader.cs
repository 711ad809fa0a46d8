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

    /// <summary>
    /// Reads columns into hashes of what each level of their generalisation leaves: level by level, column by column.
    /// </summary>
    internal static RiskRows ReadLevels(
        string path, IReadOnlyList<string> quasi, Generalisation[] kinds, long memoryBytes, string folder,
        CancellationToken interrupted)
    {
        var rows = new RiskRows(kinds.Sum(kind => kind.Levels), memoryBytes, folder);
        try
        {
            Read(path, [.. quasi], rows, interrupted, kinds);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The first values of columns that are not empty.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Samples(
        string path, IReadOnlyList<string> quasi, CancellationToken interrupted)
    {
        var sink = new SampleSink([.. quasi.Select(Encoding.UTF8.GetBytes)]);
        Walk(path, sink, _ => false, interrupted);
        return sink.Values;
    }

    private static void Read(
        string path, string[] names, RiskRows rows, CancellationToken interrupted, Generalisation[]? kinds = null)
    {
        var sink = new ColumnSink(names, rows, kinds);
        Walk(path, sink, records =>
        {
            sink.End(records);
            return true;
        }, interrupted);
        if (sink.Missing is { } missing)
            throw new RecordException(path, 0, $"no row has a column '{missing}'; check --quasi and --sensitive");
    }

    // Goes on behind each block for as long as it is told to.
    private static void Walk(string path, IFieldSink sink, Func<int, bool> goesOn, CancellationToken interrupted)
    {
        using var source = ParquetFile.Is(path)
            ? new ParquetRecordStream(path, showsAll: true)
            : CompressedFile.Open(path, out _);
        var run = new Masking.MaskRun { Policy = Policies.PolicyPacks.Default, BlockBytes = BlockBytes };
        using var blocks = new Masking.BlockReader(run, path, source);
        var reader = FileFormats.ReaderOf(blocks.Format, blocks.Names, takesAll: true);
        while (blocks.Next() is { } block)
        {
            interrupted.ThrowIfCancellationRequested();
            try
            {
                reader.Walk(block.Bytes.AsSpan(0, block.Length), sink);
                if (!goesOn(reader.Record)) return;
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
    }

    private sealed class SampleSink(byte[][] names) : IFieldSink
    {
        private const int ValuesMax = 1_000;
        private const int BytesMax = 64;

        private readonly List<string>[] _values = [.. names.Select(_ => new List<string>())];
        private readonly JsonUnescape _unescape = new();

        public IReadOnlyList<IReadOnlyList<string>> Values => _values;

        public void Take(ReadOnlySpan<byte> block, int start, int end, FieldWriting writing, IRecordFormat format)
        {
            for (var index = 0; index < names.Length; index++)
            {
                if (_values[index].Count == ValuesMax || !format.NameIn(block).SequenceEqual(names[index])) continue;

                var value = writing == FieldWriting.JsonEscaped ? _unescape.Undo(block, start, end) : block[start..end];
                value = value[..Math.Min(value.Length, BytesMax)];
                if (!value.IsEmpty) _values[index].Add(Encoding.UTF8.GetString(value));
            }
        }
    }

    // With kinds, a column of the table is as many as it has levels.
    private sealed class ColumnSink(string[] names, RiskRows rows, Generalisation[]? kinds) : IFieldSink
    {
        private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        private readonly int[] _first =
            [.. names.Select((_, index) => kinds?.Take(index).Sum(kind => kind.Levels) ?? index)];
        private readonly List<ulong>[] _columns =
            [.. Enumerable.Range(0, kinds?.Sum(kind => kind.Levels) ?? names.Length).Select(_ => new List<ulong>())];
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
                var value = writing == FieldWriting.JsonEscaped ? _unescape.Undo(block, start, end) : block[start..end];
                for (var level = 0; level < (kinds?[index].Levels ?? 1); level++)
                {
                    var column = _columns[_first[index] + level];
                    if (column.Count <= format.Record) Grow(column, format.Record + 1);
                    column[format.Record] = kinds is null ? RiskTable.HashOf(value) : kinds[index].HashOf(value, level);
                }
            }
        }
    }
}
