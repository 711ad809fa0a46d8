using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Headroom.Server.Access;

/// <summary>
/// Secrets of tokens: 32 random bytes behind a prefix that secret scanners know. Only hashes are kept.
/// </summary>
internal static class TokenSecret
{
    private const string Prefix = "hr_";
    private const int LengthMax = 256;

    /// <summary>A new secret.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of one. 256 random bits need no slow hash.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a text may be one at all.</summary>
    public static bool IsPossible(string text) =>
        text.Length <= LengthMax && text.StartsWith(Prefix, StringComparison.Ordinal);
}
