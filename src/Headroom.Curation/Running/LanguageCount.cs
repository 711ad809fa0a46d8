namespace Headroom.Curation.Running;

/// <summary>Documents of one language that reached the stage which tells languages.</summary>
/// <param name="Language">Its code; <c>und</c> for what cannot be told.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Passed">How many of them passed this filter and all others; some may be duplicates.</param>
public sealed record LanguageCount(string Language, long Documents, long Passed);
