using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Releases;

/// <summary>Why a sealed file is not opened for a request.</summary>
public enum ReleaseRefusal
{
    /// <summary>It is for another exchange, or for an agreement that there is not.</summary>
    Unknown,

    /// <summary>The data is somebody else's.</summary>
    NotYours,

    /// <summary>It was made too long ago, or says that it comes later than now.</summary>
    Stale,

    /// <summary>The request, or its key, was answered before.</summary>
    Replayed,

    /// <summary>A term of the agreement refuses it.</summary>
    Term,
}

/// <summary>A release that the owner's ledger has.</summary>
/// <param name="Request">Id of the request.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="KeyId">Id of the key that it was for.</param>
/// <param name="GpuSeconds">What the job takes at most.</param>
public sealed record PastRelease(string Request, string Agreement, string KeyId, long GpuSeconds)
{
    /// <summary>The detail of its row in a ledger.</summary>
    public string Detail => FormattableString.Invariant($"agreement {Agreement} key {KeyId} gpu-seconds {GpuSeconds}");

    /// <summary>Reads a row; null where it is about something else.</summary>
    public static PastRelease? Read(string subject, string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        return detail.Split(' ') is ["agreement", var agreement, "key", var key, "gpu-seconds", var seconds]
            && long.TryParse(seconds, out var number) ? new(subject, agreement, key, number) : null;
    }
}

/// <summary>Decides, on the side of the data's owner, whether the key of a file is released to a job.</summary>
/// <param name="owner">The owner's key, which signs for him on the exchange.</param>
/// <param name="verifiers">What can look at evidence; other evidence counts as not shown.</param>
public sealed class ReleaseDesk(PublicKey owner, IReadOnlyList<IEvidenceVerifier> verifiers)
{
    /// <summary>How old a request may be.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);

    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(1);

    /// <summary>Why a request is refused, with the clause where a term refuses it; null where it is granted.</summary>
    /// <param name="state">The exchange.</param>
    /// <param name="shown">The request and its evidence.</param>
    /// <param name="past">Releases so far, of all agreements.</param>
    /// <param name="now">The time.</param>
    public (ReleaseRefusal Refusal, Clause? Clause)? Refuses(
        ExchangeState state, ShownRequest shown, IReadOnlyList<PastRelease> past, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(past);
        var request = shown.Request;
        if (request.Exchange != state.Id || state.AgreementOf(request.Agreement) is not { } agreement)
            return (ReleaseRefusal.Unknown, null);

        var terms = agreement.Terms;
        if (terms.Parties.DataOwner.ToString() != owner.ToString()) return (ReleaseRefusal.NotYours, null);
        if (request.Time < now - AgeMax || request.Time > now + AheadMax) return (ReleaseRefusal.Stale, null);
        if (past.Any(one => one.Request == request.Id || one.KeyId == request.Key.Id))
            return (ReleaseRefusal.Replayed, null);

        // Each release is a job: an attempt after a preemption is another one, for its key was dropped.
        var released = past.Where(one => one.Agreement == agreement.Id).ToList();
        var held = new JobsHeld(
            Math.Max(released.Count, agreement.Reports.Count),
            Math.Max(released.Sum(one => one.GpuSeconds), agreement.GpuSeconds));
        var job = new JobRequest(
            request.Purpose, request.Command, request.Region, request.File,
            Shown(shown, terms.Parties.ComputeOwner), request.GpuSeconds);
        return Admission.Refuses(agreement, job, held, now) is { } clause ? (ReleaseRefusal.Term, clause) : null;
    }

    private List<string> Shown(ShownRequest shown, PublicKey computeOwner) =>
    [
        .. shown.Evidence.Where(statement => verifiers.Any(verifier => verifier.Kind == statement.Kind
            && verifier.Holds(statement.Text, shown.Request, computeOwner))).Select(statement => statement.Kind),
    ];
}
