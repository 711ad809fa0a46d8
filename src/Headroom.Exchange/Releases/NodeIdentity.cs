using System.Text;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Releases;

/// <summary>
/// Evidence that a request comes from a node whose key the owner of the compute signed for a region. It binds him to
/// where his nodes stand; it does not show what runs on them.
/// </summary>
public sealed class NodeIdentity : IEvidenceVerifier
{
    /// <summary>What terms call it.</summary>
    public const string Name = "node-identity";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <summary>The owner of the compute vouches for the key of a node in a region.</summary>
    /// <exception cref="KeyException">His key does not sign.</exception>
    public static byte[] Endorse(KeyPair computeOwner, PublicKey node, string region)
    {
        ArgumentNullException.ThrowIfNull(computeOwner);
        return computeOwner.Sign(Endorsement(node, region));
    }

    /// <summary>A node shows its identity for a request.</summary>
    public static EvidenceStatement Show(KeyPair node, ReadOnlySpan<byte> endorsement, ReleaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(request);
        return new(Name, string.Join(
            ' ', node.Public, Convert.ToBase64String(endorsement), Convert.ToBase64String(node.Sign(Shown(request)))));
    }

    /// <inheritdoc/>
    public bool Holds(string text, ReleaseRequest request, PublicKey computeOwner)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(computeOwner);
        if (text.Split(' ') is not [var key, var endorsement, var signature]) return false;

        try
        {
            var node = PublicKey.Parse(key);
            return computeOwner.Verifies(Endorsement(node, request.Region), Convert.FromBase64String(endorsement))
                && node.Verifies(Shown(request), Convert.FromBase64String(signature));
        }
        catch (Exception fault) when (fault is KeyException or FormatException)
        {
            return false;
        }
    }

    private static byte[] Endorsement(PublicKey node, string region) =>
        Encoding.UTF8.GetBytes($"headroom node 1\n{region}\n{node}\n");

    private static byte[] Shown(ReleaseRequest request) =>
        Encoding.UTF8.GetBytes($"headroom evidence 1\n{request.Id}\n");
}
