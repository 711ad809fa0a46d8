using System.Runtime.InteropServices;

namespace Headroom.Privacy.Risk;

/// <summary>
/// Rows as two numbers each: a hash of the quasi-identifiers and one of the sensitive value. Rows with the same hash
/// are one class; of ten million different rows two share a hash with a chance of 3 in a million. Hot.
/// </summary>
public sealed class RiskTable
{
    private const int Partitions = 4_096;
    private const int PartitionShift = 52;

    private readonly List<(ulong Value, long Count)> _counted = [];
    private ulong[] _keys;
    private ulong[] _sensitive;
    private int _count;

    /// <summary>A table with room for some rows at first.</summary>
    public RiskTable(int capacity = 1 << 16) => (_keys, _sensitive) = (new ulong[capacity], new ulong[capacity]);

    /// <summary>Rows so far.</summary>
    public int Count => _count;

    /// <summary>Mixes a further value into a row's hash.</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        // The product's halves folded (wyhash, Wang Yi 2019).
        var high = Math.BigMul(hash ^ 0xA076_1D64_78BD_642F, value ^ 0xE703_7ED1_A0B4_28DB, out var low);
        return high ^ low;
    }

    /// <summary>A number for a text.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> text)
    {
        var hash = 0x9E37_79B9_7F4A_7C15UL ^ (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            hash = Mix(hash, BitConverter.ToUInt64(text));

        var rest = 0UL;
        foreach (var code in text) rest = rest << 8 | code;
        return Mix(hash, rest);
    }

    /// <summary>Adds a row.</summary>
    public void Add(ulong key, ulong sensitive)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, (int)Math.Min(Array.MaxLength, 2L * _count));
            Array.Resize(ref _sensitive, _keys.Length);
        }

        (_keys[_count], _sensitive[_count++]) = (key, sensitive);
    }

    /// <summary>Measures all rows.</summary>
    /// <param name="wanted">The k that is asked for.</param>
    /// <param name="hasSensitive">Whether there is a sensitive value.</param>
    /// <param name="sampled">Share of the population that the rows are.</param>
    public RiskFigures Measure(int wanted, bool hasSensitive, double sampled = 1)
    {
        var (keys, items, starts) = Partitioned(hasSensitive);
        var shares = hasSensitive ? Shares() : [];
        var counts = new ClassCounts(wanted, shares);
        for (var partition = 0; partition < Partitions; partition++)
        {
            var length = starts[partition + 1] - starts[partition];
            var part = keys.AsSpan(starts[partition], length);
            var values = hasSensitive ? items.AsSpan(starts[partition], length) : default;
            if (hasSensitive) part.Sort(values);
            else part.Sort();

            for (var first = 0; first < part.Length;)
            {
                var end = first + 1;
                while (end < part.Length && part[end] == part[first]) end++;
                counts.Add(end - first, hasSensitive ? Counted(values[first..end]) : default);
                first = end;
            }
        }

        return counts.Figures(hasSensitive, sampled);
    }

    private ReadOnlySpan<(ulong Value, long Count)> Counted(Span<ulong> sensitive)
    {
        _counted.Clear();
        sensitive.Sort();
        for (var first = 0; first < sensitive.Length;)
        {
            var end = first + 1;
            while (end < sensitive.Length && sensitive[end] == sensitive[first]) end++;
            _counted.Add((sensitive[first], end - first));
            first = end;
        }

        return CollectionsMarshal.AsSpan(_counted);
    }

    // One pass that brings rows with the same first bits together, so that sorting stays in the cache.
    private (ulong[] Keys, ulong[] Items, int[] Starts) Partitioned(bool hasSensitive)
    {
        var starts = new int[Partitions + 1];
        foreach (var key in _keys.AsSpan(0, _count)) starts[(key >> PartitionShift) + 1]++;
        for (var index = 0; index < Partitions; index++) starts[index + 1] += starts[index];

        var (keys, items, next) = (new ulong[_count], hasSensitive ? new ulong[_count] : [], starts[..Partitions]);
        for (var row = 0; row < _count; row++)
        {
            var place = next[_keys[row] >> PartitionShift]++;
            keys[place] = _keys[row];
            if (hasSensitive) items[place] = _sensitive[row];
        }

        return (keys, items, starts);
    }

    private Dictionary<ulong, double> Shares()
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var value in _sensitive.AsSpan(0, _count))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
        return counts.ToDictionary(pair => pair.Key, pair => (double)pair.Value / _count);
    }
}
