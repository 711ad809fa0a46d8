using System.Security.Cryptography;
using System.Text;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Agreements;

/// <summary>
/// The payer's order for one job under an agreement: nobody else starts what he pays for, and it starts one job only.
/// </summary>
/// <param name="Nonce">32 hexadecimal digits of chance, which tell orders apart.</param>
/// <param name="Signature">Ed25519 of the payer over exchange, agreement, command and nonce.</param>
public sealed record JobOrder(string Nonce, ReadOnlyMemory<byte> Signature)
{
    private const int NonceLength = 32;
    private const int TextMax = 256;

    /// <summary>Signs an order.</summary>
    /// <param name="exchange">Id of the exchange.</param>
    /// <param name="agreement">Id of the agreement.</param>
    /// <param name="command">Digest of the command.</param>
    /// <param name="nonce">32 hexadecimal digits.</param>
    /// <param name="payer">Key of the data's owner.</param>
    /// <exception cref="KeyException">The key does not sign.</exception>
    public static JobOrder Sign(string exchange, string agreement, string command, string nonce, KeyPair payer)
    {
        ArgumentNullException.ThrowIfNull(payer);
        return new(nonce, payer.Sign(Message(exchange, agreement, command, nonce)));
    }

    /// <summary>Whether the payer of an agreement signed it for this command.</summary>
    public bool Holds(string exchange, Agreement agreement, string command)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return Nonce.Length == NonceLength && Nonce.All(char.IsAsciiHexDigitLower)
            && agreement.Terms.Parties.DataOwner.Verifies(
                Message(exchange, agreement.Id, command, Nonce), Signature.Span);
    }

    /// <summary>The order as one word.</summary>
    public override string ToString() => $"{Nonce}.{Convert.ToBase64String(Signature.Span)}";

    /// <summary>Reads what <see cref="ToString"/> wrote; false where it is none.</summary>
    public static bool TryParse(string word, out JobOrder order)
    {
        ArgumentNullException.ThrowIfNull(word);
        order = new JobOrder("", default);
        if (word.Length > TextMax || word.Split('.') is not [var nonce, var text]) return false;

        var bytes = new byte[TextMax];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return false;

        order = new JobOrder(nonce, bytes.AsMemory(0, length));
        return true;
    }

    /// <summary>
    /// Digest of a command: SHA-256 over its words in UTF-8, each with a zero byte behind it, as of
    /// <c>printf '%s\0' WORD… | sha256sum</c>.
    /// </summary>
    public static string DigestOf(IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var words = string.Concat(command.Select(word => word + '\0'));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }

    private static byte[] Message(string exchange, string agreement, string command, string nonce) =>
        Encoding.UTF8.GetBytes($"headroom job 1\n{exchange}\n{agreement}\n{command}\n{nonce}\n");
}
