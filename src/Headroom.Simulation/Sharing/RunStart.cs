namespace Headroom.Simulation.Sharing;

/// <summary>One start of a job.</summary>
/// <param name="At">When, in milliseconds.</param>
/// <param name="TransferMilliseconds">Time until its data is there.</param>
/// <param name="RestartMilliseconds">Time that a restart takes after that.</param>
/// <param name="CheckpointMilliseconds">Time between two saves, counted from the start; 0 when it never saves.</param>
/// <param name="Region">Index of the region.</param>
internal readonly record struct RunStart(
    long At, long TransferMilliseconds, long RestartMilliseconds, long CheckpointMilliseconds, int Region);
