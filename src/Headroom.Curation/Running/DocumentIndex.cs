using System.Runtime.InteropServices;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Output;

namespace Headroom.Curation.Running;

/// <summary>
/// What deduplication knows of all documents that passed the filters, in the order of files and records.
/// </summary>
internal sealed class DocumentIndex
{
    private readonly List<SignedDocument> _documents = [];
    private readonly List<int> _starts = [0];

    /// <param name="paths">Index files, one for each input.</param>
    /// <param name="signatureLength">Values of a signature.</param>
    public DocumentIndex(IReadOnlyList<string> paths, int signatureLength)
    {
        var parts = new List<uint[]>();
        foreach (var path in paths)
        {
            if (File.Exists(path)) Read(File.ReadAllBytes(path), signatureLength, parts);
            _starts.Add(_documents.Count);
        }

        Signatures = new uint[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(Signatures, at);
            at += part.Length;
        }
    }

    /// <summary>The documents.</summary>
    public IReadOnlyList<SignedDocument> Documents => _documents;

    /// <summary>Their signatures, one after the other.</summary>
    public uint[] Signatures { get; }

    /// <summary>Numbers of the documents of a file: the first one, and the one behind the last.</summary>
    public (int First, int End) OfFile(int file) => (_starts[file], _starts[file + 1]);

    /// <summary>The file that a document is of.</summary>
    public int FileOf(int document)
    {
        var found = _starts.BinarySearch(document);
        if (found < 0) return ~found - 1;

        // Files without documents begin where the next one does.
        while (_starts[found + 1] == document) found++;
        return found;
    }

    /// <summary>Adds the documents of one block to the index of its file.</summary>
    /// <param name="index">The index file.</param>
    /// <param name="start">Where the block's kept records begin in the file of passed records.</param>
    /// <param name="result">The block.</param>
    public static void Write(PartialFile index, long start, BlockResult result)
    {
        var documents = CollectionsMarshal.AsSpan(result.Documents);
        if (documents.IsEmpty) return;

        foreach (ref var document in documents) document = document with { Start = start + document.Start };
        index.Write(MemoryMarshal.AsBytes<int>([documents.Length]));
        index.Write(MemoryMarshal.AsBytes(documents));
        index.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(result.Signatures)));
    }

    private void Read(ReadOnlySpan<byte> bytes, int signatureLength, List<uint[]> parts)
    {
        while (!bytes.IsEmpty)
        {
            var count = MemoryMarshal.Read<int>(bytes);
            bytes = bytes[sizeof(int)..];
            var read = new SignedDocument[count];
            var documents = MemoryMarshal.AsBytes(read.AsSpan()).Length;
            bytes[..documents].CopyTo(MemoryMarshal.AsBytes(read.AsSpan()));
            _documents.AddRange(read);

            var signatures = count * signatureLength * sizeof(uint);
            parts.Add(MemoryMarshal.Cast<byte, uint>(bytes.Slice(documents, signatures)).ToArray());
            bytes = bytes[(documents + signatures)..];
        }
    }
}
