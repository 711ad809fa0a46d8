using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// How many jobs ended how. Every submitted job is finished, failed or cancelled, or it runs or waits at the end of
/// the run.
/// </summary>
/// <param name="Submitted">All.</param>
/// <param name="Finished">Ended with success.</param>
/// <param name="Failed">Ended without success: by themselves, at their time limit, or with their node.</param>
/// <param name="Cancelled">Given up by their users.</param>
/// <param name="Running">Still running where the run was cut off; 0 otherwise.</param>
/// <param name="NeverStarted">Waiting at the end of the run without ever having run.</param>
public sealed record JobCounts(int Submitted, int Finished, int Failed, int Cancelled, int Running, int NeverStarted);

/// <summary>Jobs that waited for the same reason at the end of a run: for good, unless it was cut off.</summary>
/// <param name="Reason">The reason that the last cycle gave; null when it gave none.</param>
/// <param name="Jobs">How many.</param>
public sealed record HeldForGood(HoldReason? Reason, int Jobs);
