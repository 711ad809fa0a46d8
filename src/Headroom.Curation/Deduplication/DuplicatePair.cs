namespace Headroom.Curation.Deduplication;

/// <summary>Two documents that are duplicates.</summary>
/// <param name="First">The earlier one.</param>
/// <param name="Second">The later one.</param>
/// <param name="Similarity">Their Jaccard similarity; estimated when it is not verified.</param>
internal readonly record struct DuplicatePair(int First, int Second, double Similarity);
