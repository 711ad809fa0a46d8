using System.Collections;
using System.Runtime.CompilerServices;

namespace Headroom.Cluster;

/// <summary>A short list that compares by its items, so that records which hold one compare by value.</summary>
/// <typeparam name="T">Items that compare by value themselves.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Of))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
    where T : notnull
{
    private readonly T[] _items;

    internal ValueList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The items, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = _items.Length;
        foreach (var item in _items) hash = unchecked(hash * 31 + item.GetHashCode());
        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join('|', _items);
}

/// <summary>Makes lists that compare by their items.</summary>
public static class ValueList
{
    /// <summary>The list of <paramref name="items"/>, copied.</summary>
    public static ValueList<T> Of<T>(params ReadOnlySpan<T> items)
        where T : notnull =>
        new(items.ToArray());

    /// <summary>The list of <paramref name="items"/>, copied.</summary>
    public static ValueList<T> From<T>(IEnumerable<T> items)
        where T : notnull =>
        Of<T>([.. items]);
}
