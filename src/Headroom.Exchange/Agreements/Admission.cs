namespace Headroom.Exchange.Agreements;

/// <summary>A job that wants to start under an agreement.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Command">Digest of its command or image.</param>
/// <param name="Region">Where.</param>
/// <param name="File">The sealed file that it opens; empty for none.</param>
/// <param name="Evidence">Evidence that was shown and checked.</param>
/// <param name="GpuSeconds">What it takes at most.</param>
public sealed record JobRequest(
    string Purpose, string Command, string Region, string File, IReadOnlyList<string> Evidence, long GpuSeconds);

/// <summary>What jobs under an agreement hold already, reported or not.</summary>
/// <param name="Jobs">Jobs that started.</param>
/// <param name="GpuSeconds">What they took, or may still take.</param>
public sealed record JobsHeld(int Jobs, long GpuSeconds);

/// <summary>Decides whether a job may start under an agreement.</summary>
public static class Admission
{
    /// <summary>
    /// The clause that refuses the job, in the order of <see cref="Clause"/>; null where it may start. Payer and chip are
    /// those of <see cref="JobOrder"/> and of the listing: whoever starts the job looks at them first.
    /// </summary>
    public static Clause? Refuses(Agreement agreement, JobRequest request, JobsHeld held, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(held);
        var terms = agreement.Terms.Jobs;
        if (agreement.StageAt(now) != AgreementStage.InForce) return Clause.InForce;
        if (now < agreement.Terms.From) return Clause.From;
        if (request.Purpose != terms.Purpose) return Clause.Purpose;
        if (request.Command != terms.Command) return Clause.Command;
        if (request.Region != terms.Region) return Clause.Region;
        if (request.File != terms.File) return Clause.File;
        if (terms.Evidence.Except(request.Evidence).Any()) return Clause.Evidence;
        if (held.Jobs >= terms.JobsMax) return Clause.Jobs;
        return request.GpuSeconds < 1 || request.GpuSeconds > terms.GpuSecondsMax - held.GpuSeconds
            ? Clause.GpuSeconds
            : null;
    }
}
