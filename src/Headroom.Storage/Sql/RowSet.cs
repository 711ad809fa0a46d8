namespace Headroom.Storage.Sql;

/// <summary>Rows that go into one table together.</summary>
internal sealed class RowSet(Bulk bulk)
{
    private readonly List<Value> _values = [];

    /// <summary>What is done with them.</summary>
    public Bulk Bulk => bulk;

    public int Count => _values.Count / bulk.Columns.Length;

    public Value this[int row, int column] => _values[row * bulk.Columns.Length + column];

    /// <summary>One row; its values in the order of the columns.</summary>
    public void Add(params ReadOnlySpan<Value> values)
    {
        if (values.Length != bulk.Columns.Length)
        {
            throw new InvalidOperationException(
                $"A row of {bulk.Table} has {bulk.Columns.Length} values, not {values.Length}.");
        }

        foreach (var value in values) Texts.Require(value);
        _values.AddRange(values);
    }
}
