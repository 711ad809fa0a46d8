namespace Headroom.Privacy.Keys;

/// <summary>A key is missing, wrong or damaged. The message is a sentence with the remedy, and no secrets.</summary>
public sealed class KeyException(string sentence) : Exception(sentence);
