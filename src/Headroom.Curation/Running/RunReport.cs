namespace Headroom.Curation.Running;

/// <summary>What a run did.</summary>
/// <param name="DocumentsIn">Documents read.</param>
/// <param name="BytesIn">Bytes of their texts, in UTF-8.</param>
/// <param name="DocumentsOut">Documents kept.</param>
/// <param name="BytesOut">Bytes of their texts as they are kept.</param>
/// <param name="DocumentsEdited">Documents that passed the filters with a text that one of them changed.</param>
/// <param name="DamagedRecords">Records that could not be read and were set aside.</param>
/// <param name="Removed">Removed documents by stage and reason, in the order of the stages.</param>
public sealed record RunReport(
    long DocumentsIn,
    long BytesIn,
    long DocumentsOut,
    long BytesOut,
    long DocumentsEdited,
    long DamagedRecords,
    IReadOnlyList<StageCount> Removed)
{
    /// <summary>
    /// What was cut out of documents because it is repeated, by stage: documents and bytes. Two stages may have cut the
    /// same bytes.
    /// </summary>
    public IReadOnlyList<StageCount> Cut { get; init; } = [];

    /// <summary>The same by file, in their order.</summary>
    public IReadOnlyList<SourceCount> Sources { get; init; } = [];

    /// <summary>Documents by language, where a stage tells it.</summary>
    public IReadOnlyList<LanguageCount> Languages { get; init; } = [];

    /// <summary>The first documents that went for each reason, sorted by stage and reason.</summary>
    public IReadOnlyList<RemovedExample> Examples { get; init; } = [];
}
