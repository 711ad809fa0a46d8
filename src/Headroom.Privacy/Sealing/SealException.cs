namespace Headroom.Privacy.Sealing;

/// <summary>
/// A sealed file cannot be opened or was changed. The message is a sentence with the remedy, and no secrets.
/// </summary>
public sealed class SealException(string sentence) : Exception(sentence);
