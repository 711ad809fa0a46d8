using Headroom.Curation.Deduplication;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>The different shingles of a text, in order.</summary>
internal delegate ulong[] ShingleSet(ReadOnlySpan<byte> text);

/// <summary>
/// Shingles of documents whose records lie on the disk, for one thread. The last ones asked for are kept, so that the
/// pairs of one document read it once; the memory they take is bounded.
/// </summary>
internal sealed class PassedShingles(
    DocumentIndex index, IReadOnlyList<SafeFileHandle?> files, string textKey, ShingleSet sets) : IShingleSource
{
    private const int ShinglesMax = 4 << 20;

    private readonly Dictionary<int, ulong[]> _kept = [];
    private readonly Queue<int> _order = new();
    private readonly PassedRecords _records = new(index, files, textKey);
    private long _keptShingles;

    public ulong[] SetOf(int document)
    {
        if (_kept.TryGetValue(document, out var known)) return known;

        var set = sets(_records.TextOf(document).Text);
        _kept[document] = set;
        _order.Enqueue(document);
        _keptShingles += set.Length;
        while (_keptShingles > ShinglesMax && _order.Count > 2)
        {
            _kept.Remove(_order.Dequeue(), out var oldest);
            _keptShingles -= oldest!.Length;
        }

        return set;
    }
}
