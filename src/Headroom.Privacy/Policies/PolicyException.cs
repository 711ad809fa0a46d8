namespace Headroom.Privacy.Policies;

/// <summary>
/// A policy says something that cannot be done. The message is a sentence with file, line and remedy.
/// </summary>
public sealed class PolicyException(string sentence) : Exception(sentence);
