namespace Headroom.Curation.Running;

/// <summary>What went into a run from one file, and what was kept of it.</summary>
/// <param name="File">The file.</param>
/// <param name="DocumentsIn">Documents read.</param>
/// <param name="BytesIn">Bytes of their texts.</param>
/// <param name="DocumentsOut">Documents kept.</param>
/// <param name="BytesOut">Bytes of their texts as they are kept.</param>
public sealed record SourceCount(string File, long DocumentsIn, long BytesIn, long DocumentsOut, long BytesOut);
