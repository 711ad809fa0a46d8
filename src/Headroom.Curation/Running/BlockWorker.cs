using System.Buffers.Text;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Headroom.Curation.Decontamination;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Filters;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;

namespace Headroom.Curation.Running;

/// <summary>
/// Works on blocks, one at a time, on one thread: reads records, asks the filters, writes what stays and what goes. The
/// result depends on the block alone.
/// </summary>
internal sealed class BlockWorker
{
    // Of a damaged record so much is set aside.
    private const int DamagedBytesMax = 64 * 1024;

    private readonly IReadOnlyList<IDocumentFilter> _filters;
    private readonly Document _document;
    private readonly RecordReader _reader;
    private readonly PageRecords _pages;
    private readonly RecordWriter _writer;
    private readonly DocumentSigner? _signer;
    private readonly bool _keepsRemoved;

    public BlockWorker(Recipe recipe, Contaminants? contaminants, Masking? masking, bool keepsRemoved)
    {
        var breaker = recipe.CreateBreaker();
        _filters = recipe.CreateFilters(new FilterContext(breaker, contaminants, masking));
        _document = new Document(breaker);
        _reader = new RecordReader(Encoding.UTF8.GetBytes(recipe.TextKey));
        _pages = new PageRecords(recipe.TextKey);
        _writer = new RecordWriter(recipe.AddsLineage);
        _signer = recipe.RemovesDuplicates ? DocumentSigner.Of(recipe.ValuesOf(DuplicateForms.MinHash)) : null;
        _keepsRemoved = keepsRemoved;
    }

    /// <summary>Works on one block of a file.</summary>
    public void Work(FileForm form, TextBlock block, BlockResult result)
    {
        result.Clear();
        var file = form.File;
        foreach (var damaged in block.Damaged) SetAside(file, damaged.Offset, damaged.Problem, [], result);
        _writer.Place = file.Place;
        if (block.Kind == InputKind.Table)
        {
            RowRecords.Read(block, form.HasRows, Work);
            return;
        }

        if (_pages.TryRead(file.Path, block, Work, Damaged)) return;

        var text = block.Text;
        var offset = block.Offset;
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            var record = Trimmed(line);
            if (record.Length > 0) Work(offset, record);
            if (end < 0) break;

            offset += end + 1;
            text = text[(end + 1)..];
        }

        void Work(long at, ReadOnlySpan<byte> record) => WorkRecord(file, at, record, result);

        void Damaged(long at, string problem, Range range) =>
            SetAside(file, at, problem, block.Text[range], result);
    }

    private void WorkRecord(
        InputFile file, long offset, ReadOnlySpan<byte> record, BlockResult result)
    {
        if (_reader.Read(record, _document) is { } problem)
        {
            SetAside(file, offset, problem, record, result);
            return;
        }

        var counts = result.Counts;
        counts.DocumentsIn++;
        counts.BytesIn += _document.Text.Length;
        foreach (var filter in _filters)
        {
            var verdict = filter.Judge(_document);
            if (verdict.IsKept) continue;

            counts.Remove(filter.Name, verdict.Reason!, 1, _document.Text.Length);
            counts.Examples.Add(filter.Name, verdict.Reason!, file.Path, offset, _document.Text);
            if (_document.Language is { } other) counts.AddLanguage(other, documents: 1, passed: 0);
            if (_keepsRemoved)
                RecordWriter.WriteRemoved(record, filter.Name, verdict.Reason!, _writer.Place, offset, result.Removed);
            return;
        }

        if (_document.Language is { } language) counts.AddLanguage(language, documents: 1, passed: 1);
        counts.DocumentsOut++;
        counts.BytesOut += _document.Text.Length;
        if (_document.IsEdited) counts.DocumentsEdited++;
        var start = result.Kept.Length;
        _writer.WriteKept(record, _reader, _document, offset, result.Kept);
        if (_signer is null) return;

        result.Documents.Add(new SignedDocument(
            start, result.Kept.Length - start - 1, _document.Text.Length, offset,
            XxHash128.HashToUInt128(_document.Text)));
        var count = result.Signatures.Count;
        CollectionsMarshal.SetCount(result.Signatures, count + _signer.Length);
        _signer.Sign(_document.Text, CollectionsMarshal.AsSpan(result.Signatures)[count..]);
    }

    private static void SetAside(
        InputFile file, long offset, string problem, ReadOnlySpan<byte> record, BlockResult result)
    {
        result.Counts.DamagedRecords++;
        var some = record[..Math.Min(record.Length, DamagedBytesMax)];
        var encoded = new byte[Base64.GetMaxEncodedToUtf8Length(some.Length)];
        Base64.EncodeToUtf8(some, encoded, out _, out var written);

        var buffer = result.Damaged;
        buffer.Write("{"u8);
        buffer.Write(file.Place);
        buffer.Write(offset);
        buffer.Write(",\"problem\":"u8);
        buffer.WriteJson(Encoding.UTF8.GetBytes(problem));
        buffer.Write(",\"bytes\":"u8);
        buffer.Write(record.Length);
        buffer.Write(",\"base64\":\""u8);
        buffer.Write(encoded.AsSpan(0, written));
        buffer.Write("\"}\n"u8);
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8);
}
