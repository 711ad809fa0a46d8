namespace Headroom.Simulation.Queueing;

/// <summary>
/// Jobs that run or wait, in ascending order of a key; jobs of equal key keep the order they had, new ones last, as a
/// stable sort at every event would leave them.
/// </summary>
/// <remarks>Hot path: the keys of waiting jobs do not change, so only running and new jobs are sorted, and merged
/// into the rest.</remarks>
internal sealed class RunnableQueue(int jobCount)
{
    private readonly double[] _keys = new double[jobCount];
    private readonly int[] _positions = new int[jobCount];

    // Jobs that the old order no longer holds: done, or about to be merged in again.
    private readonly bool[] _isLoose = new bool[jobCount];
    private readonly List<(double Key, int Position, int Order)> _moving = [];
    private readonly List<int> _new = [];
    private int[] _order = new int[jobCount];
    private int[] _merged = new int[jobCount];
    private int _count;

    /// <summary>The jobs in order, as of the last <see cref="Reorder"/>.</summary>
    public ReadOnlySpan<int> Ordered => _order.AsSpan(0, _count);

    /// <summary>A new job joins at the end, until the next <see cref="Reorder"/>.</summary>
    public void Append(int order, double key)
    {
        _keys[order] = key;
        _positions[order] = _count + _new.Count;
        _new.Add(order);
    }

    /// <summary>A job is done.</summary>
    public void Remove(int order) => _isLoose[order] = true;

    /// <summary>Changes the key of a running job.</summary>
    public void SetKey(int order, double key) => _keys[order] = key;

    /// <summary>Puts running and new jobs where their keys belong.</summary>
    public void Reorder(List<int> running)
    {
        _moving.Clear();
        foreach (var order in running)
        {
            _isLoose[order] = true;
            _moving.Add((_keys[order], _positions[order], order));
        }

        foreach (var order in _new) _moving.Add((_keys[order], _positions[order], order));
        _moving.Sort(static (left, right) => Compare(left.Key, left.Position, right.Key, right.Position));
        _new.Clear();
        Merge();
    }

    private void Merge()
    {
        var (merged, next) = (0, 0);
        for (var index = 0; index < _count; index++)
        {
            var order = _order[index];
            if (_isLoose[order]) continue;

            while (next < _moving.Count
                && Compare(_moving[next].Key, _moving[next].Position, _keys[order], index) < 0)
            {
                _merged[merged++] = _moving[next++].Order;
            }

            _merged[merged++] = order;
        }

        for (; next < _moving.Count; next++) _merged[merged++] = _moving[next].Order;
        foreach (var (_, _, order) in _moving) _isLoose[order] = false;
        (_order, _merged, _count) = (_merged, _order, merged);
        for (var index = 0; index < _count; index++) _positions[_order[index]] = index;
    }

    private static int Compare(double leftKey, int leftPosition, double rightKey, int rightPosition) =>
        leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : leftPosition.CompareTo(rightPosition);
}
