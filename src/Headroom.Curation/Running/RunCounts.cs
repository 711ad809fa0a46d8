using System.Runtime.InteropServices;

namespace Headroom.Curation.Running;

/// <summary>
/// What went in and out, of a block, a file or a run. Counts add up in any order, examples are those of the first
/// parts.
/// </summary>
internal sealed class RunCounts
{
    private readonly Dictionary<(string Stage, string Reason), (long Documents, long Bytes)> _removed = [];
    private readonly SortedDictionary<string, (long Documents, long Passed)> _languages = new(StringComparer.Ordinal);

    /// <summary>Documents read.</summary>
    public long DocumentsIn { get; set; }

    /// <summary>Bytes of their texts.</summary>
    public long BytesIn { get; set; }

    /// <summary>Documents kept.</summary>
    public long DocumentsOut { get; set; }

    /// <summary>Bytes of their texts as they are kept.</summary>
    public long BytesOut { get; set; }

    /// <summary>Documents that passed the filters with an edited text.</summary>
    public long DocumentsEdited { get; set; }

    /// <summary>Records that could not be read.</summary>
    public long DamagedRecords { get; set; }

    /// <summary>Some of those that were removed.</summary>
    public ExampleShelf Examples { get; } = new();

    /// <summary>Documents by language, sorted by it, where a stage tells it.</summary>
    public IReadOnlyList<LanguageCount> Languages =>
        [.. _languages.Select(entry => new LanguageCount(entry.Key, entry.Value.Documents, entry.Value.Passed))];

    /// <summary>Removed documents by stage and reason, sorted by them.</summary>
    public IReadOnlyList<StageCount> Removed =>
    [
        .. _removed.Select(entry => new StageCount(
                entry.Key.Stage, entry.Key.Reason, entry.Value.Documents, entry.Value.Bytes))
            .OrderBy(count => count.Stage, StringComparer.Ordinal)
            .ThenBy(count => count.Reason, StringComparer.Ordinal),
    ];

    /// <summary>Counts documents that a stage removed.</summary>
    public void Remove(string stage, string reason, long documents, long bytes)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_removed, (stage, reason), out _);
        count.Documents += documents;
        count.Bytes += bytes;
    }

    /// <summary>Counts documents of a language.</summary>
    public void AddLanguage(string language, long documents, long passed)
    {
        var count = _languages.GetValueOrDefault(language);
        _languages[language] = (count.Documents + documents, count.Passed + passed);
    }

    /// <summary>Adds the counts of a part.</summary>
    public void Add(RunCounts part)
    {
        DocumentsIn += part.DocumentsIn;
        BytesIn += part.BytesIn;
        DocumentsOut += part.DocumentsOut;
        BytesOut += part.BytesOut;
        DocumentsEdited += part.DocumentsEdited;
        DamagedRecords += part.DamagedRecords;
        foreach (var count in part.Removed) Remove(count.Stage, count.Reason, count.Documents, count.Bytes);
        foreach (var count in part.Languages) AddLanguage(count.Language, count.Documents, count.Passed);
        foreach (var example in part.Examples.All) Examples.Add(example);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        DocumentsIn = BytesIn = DocumentsOut = BytesOut = DocumentsEdited = DamagedRecords = 0;
        _removed.Clear();
        _languages.Clear();
        Examples.Clear();
    }
}
