namespace Headroom.Curation.Deduplication;

/// <summary>Where the exact shingles of documents come from: memory, or records on the disk.</summary>
internal interface IShingleSource
{
    /// <summary>The different shingles of a document, in order.</summary>
    ulong[] SetOf(int document);
}
