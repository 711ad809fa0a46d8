using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// How many jobs ended how. Every submitted job is finished, failed, cancelled, or among those that wait for good.
/// </summary>
/// <param name="Submitted">All.</param>
/// <param name="Finished">Ended with success.</param>
/// <param name="Failed">Ended without success: by themselves, at their time limit, or with their node.</param>
/// <param name="Cancelled">Given up by their users.</param>
/// <param name="NeverStarted">Still waiting when nothing could happen any more, without ever having run.</param>
public sealed record JobCounts(int Submitted, int Finished, int Failed, int Cancelled, int NeverStarted);

/// <summary>Jobs that waited for the same reason when nothing could happen any more.</summary>
/// <param name="Reason">The reason that the last cycle gave; null when it gave none.</param>
/// <param name="Jobs">How many.</param>
public sealed record HeldForGood(HoldReason? Reason, int Jobs);
