using System.Text;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Input;
using Headroom.Curation.Recipes;
using Headroom.Curation.Text;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>
/// Shingles of documents whose records lie on the disk, for one thread. The last ones asked for are kept, so that the
/// pairs of one document read it once; the memory they take is bounded.
/// </summary>
internal sealed class PassedShingles(DocumentIndex index, IReadOnlyList<SafeFileHandle?> files, Recipe recipe)
    : IShingleSource
{
    private const int ShinglesMax = 4 << 20;

    private readonly Dictionary<int, ulong[]> _kept = [];
    private readonly Queue<int> _order = new();
    private readonly Shingles _shingles = new(recipe.ValuesOf(DuplicateForms.MinHash)!.Whole("shingle"));
    private readonly RecordReader _reader = new(Encoding.UTF8.GetBytes(recipe.TextKey));
    private readonly Document _document = new(new WhitespaceWords());
    private byte[] _record = [];
    private long _keptShingles;

    public ulong[] SetOf(int document)
    {
        if (_kept.TryGetValue(document, out var known)) return known;

        var set = Jaccard.SetOf(_shingles.Of(TextOf(document)));
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

    private ReadOnlySpan<byte> TextOf(int number)
    {
        var place = index.Documents[number];
        if (_record.Length < place.Length) _record = new byte[Math.Max(place.Length, 2 * _record.Length)];

        var record = _record.AsSpan(0, place.Length);
        var read = RandomAccess.Read(files[index.FileOf(number)]!, record, place.Start);
        if (read < record.Length || _reader.Read(record, _document) is not null)
            throw new InvalidOperationException($"Record {number} is not where its index says.");

        return _document.Text;
    }
}
