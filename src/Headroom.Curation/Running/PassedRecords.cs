using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Text;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>Reads records that passed the filters from the disk again, on one thread.</summary>
internal sealed class PassedRecords(DocumentIndex index, IReadOnlyList<SafeFileHandle?> files, string textKey)
{
    private readonly RecordReader _reader = new(Encoding.UTF8.GetBytes(textKey));
    private readonly Document _document = new(new WhitespaceWords());
    private byte[] _record = [];

    /// <summary>A record; valid until the next one is read.</summary>
    public ReadOnlySpan<byte> RecordOf(int number)
    {
        var place = index.Documents[number];
        if (_record.Length < place.Length) _record = new byte[Math.Max(place.Length, 2 * _record.Length)];

        var record = _record.AsSpan(0, place.Length);
        if (RandomAccess.Read(files[index.FileOf(number)]!, record, place.Start) < record.Length)
            throw new InvalidOperationException($"Record {number} is not where its index says.");

        return record;
    }

    /// <summary>A document; valid until the next one is read.</summary>
    public Document TextOf(int number) => _reader.Read(RecordOf(number), _document) is null
        ? _document
        : throw new InvalidOperationException($"Record {number} is not where its index says.");
}
