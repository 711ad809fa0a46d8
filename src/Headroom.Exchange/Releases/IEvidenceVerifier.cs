using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Releases;

/// <summary>Something that a machine shows of itself.</summary>
/// <param name="Kind">Which evidence it is, as terms name it.</param>
/// <param name="Text">What is shown; its form is the kind's.</param>
public sealed record EvidenceStatement(string Kind, string Text);

/// <summary>Looks at evidence of one kind. It has no clock and asks nobody.</summary>
public interface IEvidenceVerifier
{
    /// <summary>What terms call it.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether evidence is shown for this very request, by a machine that the owner of the compute vouches for.
    /// </summary>
    /// <param name="text">What is shown.</param>
    /// <param name="request">For what.</param>
    /// <param name="computeOwner">Who vouches.</param>
    bool Holds(string text, ReleaseRequest request, PublicKey computeOwner);
}
