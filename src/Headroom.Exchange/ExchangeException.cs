namespace Headroom.Exchange;

/// <summary>What was read cannot be used. The message is a sentence with file, line and remedy.</summary>
public sealed class ExchangeException(string sentence) : Exception(sentence);
