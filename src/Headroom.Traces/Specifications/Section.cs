using Headroom.Cluster;

namespace Headroom.Traces.Specifications;

/// <summary>
/// One group of keys, read key by key; a key that is absent or at fault gives the usual value that the reader names.
/// </summary>
internal sealed class Section
{
    private readonly MapEntry? _map;
    private readonly KeySet _known;
    private readonly FaultLog _faults;
    private readonly ValueReader _values;

    /// <summary>Opens what lies at <paramref name="path"/>; unknown and repeated keys are faults.</summary>
    public Section(Entry entry, string path, KeySet known, FaultLog faults)
    {
        Path = path;
        Line = entry.Line;
        _known = known;
        _faults = faults;
        _values = faults.Values;
        _map = entry as MapEntry;
        if (_map is null)
        {
            faults.Add(Line, path, $"this is {entry.Kind}, and keys are asked for", $"write {All()}");
            return;
        }

        foreach (var key in _map.Keys)
        {
            if (!known.Has(key.Name)) Refuse(key);
        }

        foreach (var key in _map.Repeated)
            faults.Add(key.Line, PathOf(key.Name), "the key is there twice", "remove one of the two");
    }

    /// <summary>Path of the group.</summary>
    public string Path { get; }

    /// <summary>Line on which it begins.</summary>
    public int Line { get; }

    /// <summary>Path of a key of the group.</summary>
    public string PathOf(string key) => KeyPath.Inner(Path, key);

    /// <summary>Line of what was written for a key; of the group when it is absent.</summary>
    public int LineOf(string key) => Find(key)?.Line ?? Line;

    /// <summary>What was written for a key; null when it is absent.</summary>
    public Entry? Find(string key)
    {
        if (!_known.Has(key))
            throw new InvalidOperationException($"The keys of {_known.Name} have no {key}, which is read.");
        if (_map is null) return null;

        foreach (var entry in _map.Keys)
        {
            if (entry.Name == key) return entry.Value;
        }

        return null;
    }

    /// <summary>What was written for a key that must be there; null with a fault when it is not.</summary>
    public Entry? Require(string key)
    {
        var entry = Find(key);
        if (entry is null && _map is not null) _faults.Add(Line, PathOf(key), "the key is missing", "write it");
        return entry;
    }

    /// <summary>A text; empty when absent.</summary>
    public string Text(string key) => Find(key) is { } entry ? _values.Text(entry, PathOf(key)) ?? "" : "";

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string key) => Require(key) is { } entry ? _values.Text(entry, PathOf(key)) ?? "" : "";

    /// <summary>True or false.</summary>
    public bool Truth(string key, bool usual) =>
        Find(key) is { } entry ? _values.Truth(entry, PathOf(key)) ?? usual : usual;

    /// <summary>One of several words, as its index.</summary>
    public int Word(string key, IReadOnlyList<string> words, int usual) =>
        Find(key) is { } entry ? _values.Word(entry, PathOf(key), words) ?? usual : usual;

    /// <summary>A whole number.</summary>
    public int Whole(string key, int usual) =>
        Find(key) is { } entry ? _values.Whole(entry, PathOf(key)) ?? usual : usual;

    /// <summary>A whole number that must be there.</summary>
    public int RequiredWhole(string key) => Require(key) is { } entry ? _values.Whole(entry, PathOf(key)) ?? 0 : 0;

    /// <summary>A decimal that must be there, in thousandths.</summary>
    public long RequiredMilli(string key) => Require(key) is { } entry ? _values.Milli(entry, PathOf(key)) ?? 0 : 0;

    /// <summary>A decimal in thousandths; null when absent or at fault.</summary>
    public long? Milli(string key) => Find(key) is { } entry ? _values.Milli(entry, PathOf(key)) : null;

    /// <summary>GiB in whole MiB.</summary>
    public long MiB(string key) => Find(key) is { } entry ? _values.MiB(entry, PathOf(key)) ?? 0 : 0;

    /// <summary>GiB that must be there, in whole MiB.</summary>
    public long RequiredMiB(string key) => Require(key) is { } entry ? _values.MiB(entry, PathOf(key)) ?? 0 : 0;

    /// <summary>A time in milliseconds.</summary>
    public long Time(string key, long usual) =>
        Find(key) is { } entry ? _values.Time(entry, PathOf(key)) ?? usual : usual;

    /// <summary>The items of a list with their paths; none when it is absent or no list.</summary>
    public IEnumerable<(Entry Entry, string Path)> Items(string key)
    {
        var entry = Find(key);
        if (entry is not (null or ListEntry))
            _faults.Add(entry.Line, PathOf(key), $"this is {entry.Kind}, and a list is asked for", "begin each item with '-'");
        if (entry is not ListEntry list) yield break;

        for (var index = 0; index < list.Items.Count && !_faults.IsFull; index++)
            yield return (list.Items[index], KeyPath.Item(PathOf(key), index));
    }

    private void Refuse(KeyEntry key)
    {
        var nearest = _faults.IsFull ? null : NearestName.Of(key.Name, _known.Keys);
        _faults.Add(
            key.Line,
            PathOf(key.Name),
            $"the key {SpecificationFault.Quote(key.Name)} is not known here",
            nearest is null ? $"write {All()}" : $"did you mean {nearest}");
    }

    private string All() => string.Join(", ", _known.Keys);
}
