namespace Headroom.Curation.Filters;

/// <summary>The settings of one stage: what its recipe says, and the usual values of all other keys.</summary>
internal sealed class RuleValues
{
    private readonly Dictionary<string, double> _values;

    /// <summary>The usual values, but for those that are given.</summary>
    /// <param name="keys">All keys of the stage.</param>
    /// <param name="given">Values by key, each of them known and in range.</param>
    public RuleValues(IReadOnlyList<RuleKey> keys, IReadOnlyDictionary<string, double> given)
    {
        _values = keys.ToDictionary(
            key => key.Name, key => given.TryGetValue(key.Name, out var value) ? value : key.Usual,
            StringComparer.Ordinal);
    }

    /// <summary>Value of a key.</summary>
    public double this[string key] => _values[key];

    /// <summary>Value of a key that is a whole number.</summary>
    public int Whole(string key) => (int)this[key];

    /// <summary>Value of a key that is true or false.</summary>
    public bool Is(string key) => this[key] != 0;
}
