using System.Text;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Journal;

/// <summary>An event with the signature of whoever stands behind it.</summary>
/// <param name="Time">When, as its author says, in UTC.</param>
/// <param name="Author">Whose key signed.</param>
/// <param name="Happened">What.</param>
/// <param name="Signature">Ed25519 over the exchange, the author and the event.</param>
public sealed record SignedEvent(
    DateTimeOffset Time, PublicKey Author, ExchangeEvent Happened, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Tells events apart: SHA-256 over author and text. What is sent twice has the same.</summary>
    public string Id => CanonicalJson.Digest(Message(""));

    internal byte[] Text => EventText.Of(Time, Happened);

    /// <summary>Signs an event for one exchange; on any other the signature is worth nothing.</summary>
    /// <param name="exchange">Id of the exchange; empty for the event that opens it.</param>
    /// <param name="author">Key that signs.</param>
    /// <param name="time">When.</param>
    /// <param name="happened">What.</param>
    /// <exception cref="KeyException">The key does not sign.</exception>
    public static SignedEvent Make(string exchange, KeyPair author, DateTimeOffset time, ExchangeEvent happened)
    {
        ArgumentNullException.ThrowIfNull(author);
        var unsigned = new SignedEvent(time.ToUniversalTime(), author.Public, happened, default);
        return unsigned with { Signature = author.Sign(unsigned.Message(exchange)) };
    }

    /// <summary>Whether the author signed it for the exchange.</summary>
    public bool Holds(string exchange) => Author.Verifies(Message(exchange), Signature.Span);

    private byte[] Message(string exchange) => [.. Encoding.UTF8.GetBytes($"headroom exchange 1\n{exchange}\n{Author}\n"), .. Text];
}
