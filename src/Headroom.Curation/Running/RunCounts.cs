using System.Runtime.InteropServices;

namespace Headroom.Curation.Running;

/// <summary>What went in and out, of a block, a file or a run. Counts add up in any order.</summary>
internal sealed class RunCounts
{
    private readonly Dictionary<(string Stage, string Reason), (long Documents, long Bytes)> _removed = [];

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
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        DocumentsIn = BytesIn = DocumentsOut = BytesOut = DocumentsEdited = DamagedRecords = 0;
        _removed.Clear();
    }
}
