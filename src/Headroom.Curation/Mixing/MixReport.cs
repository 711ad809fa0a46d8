namespace Headroom.Curation.Mixing;

/// <summary>What a source gave to a mixture.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="BytesIn">Bytes of its texts.</param>
/// <param name="Documents">Documents in the mixture, repeated ones each time.</param>
/// <param name="Bytes">Bytes of their texts.</param>
/// <param name="Rounds">How often the source was taken: below 1 a sample, above 1 repeated.</param>
public sealed record MixedSource(string Name, long BytesIn, long Documents, long Bytes, double Rounds);

/// <summary>What a mixture came to.</summary>
/// <param name="Sources">Its sources, in the order in which they were given.</param>
/// <param name="DamagedRecords">Records that could not be read and were left out.</param>
public sealed record MixReport(IReadOnlyList<MixedSource> Sources, long DamagedRecords);
