using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Headroom.Privacy.Operators;

/// <summary>A keyed hash of values by HMAC-SM3 (RFC 2104, GB/T 32905-2016). Not thread-safe.</summary>
internal sealed class Sm3Pseudonym
{
    /// <summary>Bytes of a pseudonym.</summary>
    public const int Bytes = 32;

    private readonly HMac _code = new(new SM3Digest());

    public Sm3Pseudonym(ReadOnlySpan<byte> key) => _code.Init(new KeyParameter(key));

    /// <summary>Writes the 32 bytes of the pseudonym of <paramref name="value"/>.</summary>
    public void Write(ReadOnlySpan<byte> value, Span<byte> pseudonym)
    {
        _code.BlockUpdate(value);
        _code.DoFinal(pseudonym);
    }
}
