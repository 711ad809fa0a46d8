namespace Headroom.Privacy.Risk;

/// <summary>
/// Rows of hashes by column. As many as memory has room for are in memory, and all of them on the disk when there are
/// more: figures are the same. Not thread-safe.
/// </summary>
public sealed class RiskRows : IDisposable
{
    /// <summary>Bytes of memory where nothing else is said.</summary>
    public const long MemoryBytesDefault = 1L << 30;

    private readonly List<ulong>[] _columns;
    private readonly string _folder;
    private readonly long _memoryBytes;
    private SpillFile? _spilled;
    private long _spilledRows;

    /// <param name="columns">How many columns rows have, at least 1.</param>
    /// <param name="memoryBytes">Bytes of memory.</param>
    /// <param name="folder">Where rows go that memory has no room for.</param>
    public RiskRows(int columns, long memoryBytes, string folder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryBytes, 1);
        _columns = [.. Enumerable.Range(0, columns).Select(_ => new List<ulong>())];
        (_memoryBytes, _folder) = (memoryBytes, folder);
    }

    /// <summary>Rows so far.</summary>
    public long Count => _spilledRows + _columns[0].Count;

    /// <summary>Whether rows are on the disk.</summary>
    public bool IsSpilled => _spilled is not null;

    /// <summary>Adds rows.</summary>
    /// <param name="columns">Their hashes by column, each of the same length.</param>
    public void Add(IReadOnlyList<IReadOnlyList<ulong>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        for (var column = 0; column < _columns.Length; column++) _columns[column].AddRange(columns[column]);

        // Measuring takes four numbers a row beside the columns.
        if ((long)_columns[0].Count * (_columns.Length + 4) * sizeof(ulong) > _memoryBytes) Spill();
    }

    /// <summary>Measures the rows.</summary>
    /// <param name="quasi">Which columns are quasi-identifiers.</param>
    /// <param name="sensitive">Which one is the sensitive value; -1 for none.</param>
    /// <param name="wanted">The k that is asked for.</param>
    /// <param name="sampled">Share of the population that the rows are.</param>
    /// <param name="interrupted">Ends it.</param>
    /// <exception cref="InvalidDataException">Memory has no room for all different sensitive values.</exception>
    public RiskFigures Measure(
        IReadOnlyList<int> quasi, int sensitive, int wanted, double sampled, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(quasi);
        if (_spilled is null) return Table(quasi, sensitive).Measure(wanted, sensitive >= 0, sampled);

        if (_columns[0].Count > 0) Spill();
        foreach (var column in _columns) column.TrimExcess();
        using var sorted = new SortedRows(_memoryBytes, _folder);
        _spilled.Rewind();
        var buffer = new ulong[_columns.Length * 4_096];
        while (_spilled.Read(buffer.AsSpan()) is > 0 and var count)
        {
            interrupted.ThrowIfCancellationRequested();
            for (var row = 0; row < count; row += _columns.Length)
            {
                var key = 1UL;
                foreach (var column in quasi) key = RiskTable.Mix(key, buffer[row + column]);
                sorted.Add(key, sensitive < 0 ? 0 : buffer[row + sensitive]);
            }
        }

        return sorted.Measure(wanted, sensitive >= 0, sampled, interrupted);
    }

    /// <inheritdoc/>
    public void Dispose() => _spilled?.Dispose();

    private RiskTable Table(IReadOnlyList<int> quasi, int sensitive)
    {
        var table = new RiskTable(Math.Max(1, _columns[0].Count));
        for (var row = 0; row < _columns[0].Count; row++)
        {
            var key = 1UL;
            foreach (var column in quasi) key = RiskTable.Mix(key, _columns[column][row]);
            table.Add(key, sensitive < 0 ? 0 : _columns[sensitive][row]);
        }

        return table;
    }

    private void Spill()
    {
        _spilled ??= new SpillFile(_folder);
        var row = new ulong[_columns.Length];
        for (var index = 0; index < _columns[0].Count; index++)
        {
            for (var column = 0; column < row.Length; column++) row[column] = _columns[column][index];
            _spilled.Write<ulong>(row);
        }

        _spilledRows += _columns[0].Count;
        foreach (var column in _columns) column.Clear();
    }
}
