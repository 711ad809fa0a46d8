namespace Headroom.Tagging.Tokens;

/// <summary>A token of a text.</summary>
/// <param name="Number">Its number in the vocabulary.</param>
/// <param name="Start">First byte of the UTF-8 text.</param>
/// <param name="End">The byte after the last.</param>
/// <param name="IsFirst">Whether it begins a word; the others go on with the one before.</param>
internal readonly record struct TextToken(int Number, int Start, int End, bool IsFirst);
