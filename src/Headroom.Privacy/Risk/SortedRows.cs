using System.Runtime.InteropServices;

namespace Headroom.Privacy.Risk;

/// <summary>
/// Rows in the order of their classes, with bounded memory: sorted in pieces, each of which goes to the disk with equal
/// rows counted together, and merged. However large a class is, it takes no more memory. Not thread-safe.
/// </summary>
internal sealed class SortedRows : IDisposable
{
    /// <summary>Different sensitive values that the distance of classes from all rows can be told of.</summary>
    public const int SensitiveMax = 4_000_000;

    private const int RowBytes = 2 * sizeof(ulong);
    private const int RowsMin = 16;
    private const int BufferRows = 4_096;

    private readonly ulong[] _keys;
    private readonly ulong[] _sensitive;
    private readonly string _folder;
    private readonly List<SpillFile> _runs = [];
    private int _count;
    private long _rows;

    public SortedRows(long memoryBytes, string folder)
    {
        _folder = folder;
        var rows = (int)Math.Clamp(memoryBytes / 2 / RowBytes, RowsMin, Array.MaxLength);
        (_keys, _sensitive) = (new ulong[rows], new ulong[rows]);
    }

    public void Add(ulong key, ulong sensitive)
    {
        if (_count == _keys.Length) Spill();
        (_keys[_count], _sensitive[_count++]) = (key, sensitive);
        _rows++;
    }

    public RiskFigures Measure(int wanted, bool hasSensitive, double sampled, CancellationToken interrupted)
    {
        Spill();
        foreach (var run in _runs) run.Rewind();
        var shares = hasSensitive ? Shares(interrupted) : [];
        var counts = new ClassCounts(wanted, shares);
        var values = new List<(ulong Value, long Count)>();
        var (key, size, isFirst) = (0UL, 0L, true);
        foreach (var row in Merged(interrupted))
        {
            if (!isFirst && row.Key != key) End();
            (key, isFirst) = (row.Key, false);
            size += row.Count;
            if (values.Count > 0 && values[^1].Value == row.Sensitive)
                values[^1] = (row.Sensitive, values[^1].Count + row.Count);
            else values.Add((row.Sensitive, row.Count));
        }

        if (!isFirst) End();
        return counts.Figures(hasSensitive, sampled);

        void End()
        {
            counts.Add(size, hasSensitive ? CollectionsMarshal.AsSpan(values) : default);
            size = 0;
            values.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var run in _runs) run.Dispose();
    }

    private Dictionary<ulong, double> Shares(CancellationToken interrupted)
    {
        var counts = new Dictionary<ulong, long>();
        foreach (var row in Merged(interrupted))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Sensitive, out _) += row.Count;
            if (counts.Count > SensitiveMax)
                throw new InvalidDataException($"the sensitive column has more than {SensitiveMax:N0} different values, so it names people rather than telling of them; take it into --quasi, or leave it out");
        }

        foreach (var run in _runs) run.Rewind();
        return counts.ToDictionary(pair => pair.Key, pair => (double)pair.Value / _rows);
    }

    private void Spill()
    {
        if (_count == 0) return;

        var keys = _keys.AsSpan(0, _count);
        var sensitive = _sensitive.AsSpan(0, _count);
        keys.Sort(sensitive);
        var run = new SpillFile(_folder);
        _runs.Add(run);
        for (var first = 0; first < keys.Length;)
        {
            var end = first + 1;
            while (end < keys.Length && keys[end] == keys[first]) end++;
            WriteClass(run, keys[first], sensitive[first..end]);
            first = end;
        }

        _count = 0;
    }

    private static void WriteClass(SpillFile run, ulong key, Span<ulong> values)
    {
        values.Sort();
        for (var first = 0; first < values.Length;)
        {
            var end = first + 1;
            while (end < values.Length && values[end] == values[first]) end++;
            run.Write<CountedRow>([new CountedRow(key, values[first], end - first)]);
            first = end;
        }
    }

    private IEnumerable<CountedRow> Merged(CancellationToken interrupted)
    {
        var heads = new PriorityQueue<IEnumerator<CountedRow>, (ulong, ulong)>();
        foreach (var run in _runs) Next(Rows(run).GetEnumerator());
        while (heads.TryDequeue(out var head, out _))
        {
            interrupted.ThrowIfCancellationRequested();
            yield return head.Current;
            Next(head);
        }

        void Next(IEnumerator<CountedRow> head)
        {
            if (head.MoveNext()) heads.Enqueue(head, (head.Current.Key, head.Current.Sensitive));
            else head.Dispose();
        }
    }

    private static IEnumerable<CountedRow> Rows(SpillFile run)
    {
        var rows = new CountedRow[BufferRows];
        while (run.Read(rows.AsSpan()) is > 0 and var count)
        {
            for (var row = 0; row < count; row++) yield return rows[row];
        }
    }

    // Written to the disk and read by the same run.
    private readonly record struct CountedRow(ulong Key, ulong Sensitive, long Count);
}
