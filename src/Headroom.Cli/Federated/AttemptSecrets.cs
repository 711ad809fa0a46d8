using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Federated;

/// <summary>
/// The key of a site for one attempt, under which others send it their shares. It is in memory alone: a site that was
/// stopped has left the attempt, and takes part in the next.
/// </summary>
internal sealed class AttemptSecrets : IDisposable
{
    /// <summary>Bytes of a share.</summary>
    public const int ShareBytes = 32;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public AttemptSecrets()
    {
        using var pair = KeyPair.Of(KeyKind.Seal, _secret);
        Public = pair.Public;
    }

    public PublicKey Public { get; }

    /// <summary>Both shares for another site, which it alone can open.</summary>
    public static string Sealed(PublicKey recipient, string place, byte[] ofKey, byte[] ofSelf)
    {
        var context = Hpke.Sender(
            HpkeSuite.Default, recipient.Bytes, Encoding.UTF8.GetBytes(place), out var encapsulated);
        return Convert.ToBase64String([.. encapsulated, .. context.Seal([.. ofKey, .. ofSelf], default)]);
    }

    /// <summary>The shares that another site sealed for this one.</summary>
    /// <exception cref="CryptographicException">They are not.</exception>
    public (byte[] OfKey, byte[] OfSelf) Opened(string place, string text)
    {
        var bytes = Convert.FromBase64String(text);
        if (bytes.Length <= ShareBytes) throw new CryptographicException("too short");

        var context = Hpke.Recipient(HpkeSuite.Default, _secret, bytes.AsSpan(0, 32), Encoding.UTF8.GetBytes(place));
        var shares = context.Open(bytes.AsSpan(32), default);
        return shares.Length == 2 * ShareBytes
            ? (shares[..ShareBytes], shares[ShareBytes..])
            : throw new CryptographicException("another length");
    }

    /// <summary>What both sides must agree upon: whose shares, for whom, in which attempt.</summary>
    public static string Place(string job, int round, int attempt, int from, int to) => string.Create(
        CultureInfo.InvariantCulture, $"headroom federated shares 1\n{job}\n{round}\n{attempt}\n{from}\n{to}\n");

    public void Dispose() => CryptographicOperations.ZeroMemory(_secret);
}
