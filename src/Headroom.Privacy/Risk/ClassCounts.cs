namespace Headroom.Privacy.Risk;

/// <summary>Adds up classes of rows, one after another, whatever brought their rows together. Hot.</summary>
internal sealed class ClassCounts(int wanted, Dictionary<ulong, double> shares)
{
    private long _rows;
    private long _classes;
    private long _smallest = long.MaxValue;
    private long _unique;
    private long _below;
    private double _distinct = double.MaxValue;
    private double _entropy = double.MaxValue;
    private double _distance;

    /// <summary>A class of rows.</summary>
    /// <param name="size">Its rows.</param>
    /// <param name="sensitive">Its sensitive values, with how many rows have each; none where nobody asks.</param>
    public void Add(long size, ReadOnlySpan<(ulong Value, long Count)> sensitive)
    {
        _rows += size;
        _classes++;
        _smallest = Math.Min(_smallest, size);
        if (size == 1) _unique++;
        if (size < wanted) _below += size;
        if (!sensitive.IsEmpty) AddSensitive(size, sensitive);
    }

    /// <summary>The figures of all classes.</summary>
    public RiskFigures Figures(bool hasSensitive, double sampled) => new()
    {
        Rows = _rows,
        Classes = _classes,
        SmallestClass = _classes == 0 ? 0 : _smallest,
        UniqueRows = _unique,
        RowsBelow = _below,
        DistinctDiversity = hasSensitive && _rows > 0 ? _distinct : 0,
        EntropyDiversity = hasSensitive && _rows > 0 ? Math.Exp(_entropy) : 0,
        Closeness = _distance,
        Sampled = sampled,
    };

    private void AddSensitive(long size, ReadOnlySpan<(ulong Value, long Count)> sensitive)
    {
        var (entropy, distance) = (0.0, 0.0);
        foreach (var (value, count) in sensitive)
        {
            var share = (double)count / size;
            entropy -= share * Math.Log(share);
            distance += Math.Max(0, share - shares[value]);
        }

        _distinct = Math.Min(_distinct, sensitive.Length);
        _entropy = Math.Min(_entropy, entropy);
        _distance = Math.Max(_distance, distance);
    }
}
