namespace Headroom.Engines.Slurm.Calls;

/// <summary>
/// What is said to a Slurm controller: by its programs or by its REST daemon. All members throw
/// <see cref="SlurmFault"/> and may be called at once.
/// </summary>
internal interface ISlurmCalls
{
    /// <summary>Has a job kept and held; its number.</summary>
    Task<long> SubmitAsync(SlurmSubmission submission, CancellationToken cancellation);

    /// <summary>Asks whether a job would be taken; nothing is kept of it.</summary>
    Task TryAsync(SlurmSubmission submission, CancellationToken cancellation);

    /// <summary>Lets held jobs start.</summary>
    Task ReleaseAsync(IReadOnlyList<long> ids, CancellationToken cancellation);

    /// <summary>All jobs of this user that have not ended.</summary>
    Task<IReadOnlyList<SlurmJob>> ActiveAsync(CancellationToken cancellation);

    /// <summary>Jobs of this user with these names that the controller still knows, ended or not.</summary>
    Task<IReadOnlyList<SlurmJob>> NamedAsync(IReadOnlyList<string> names, CancellationToken cancellation);

    /// <summary>
    /// The same as accounting has them, the latest of each number; null where the site keeps none.
    /// </summary>
    Task<IReadOnlyList<SlurmJob>?> AccountedAsync(
        IReadOnlyList<string> names, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>
    /// Sends a signal to a job that runs: to its first process, or to all of it. Does nothing to one that has ended.
    /// </summary>
    Task SignalAsync(SlurmJob job, int signal, bool toAll, CancellationToken cancellation);

    /// <summary>Ends a job, with <paramref name="onlyWaiting"/> only when it has not started.</summary>
    Task CancelAsync(SlurmJob job, bool onlyWaiting, CancellationToken cancellation);

    /// <summary>All nodes.</summary>
    Task<IReadOnlyList<SlurmNode>> NodesAsync(CancellationToken cancellation);

    /// <summary>The network's switches; none where the site describes none.</summary>
    Task<IReadOnlyList<SlurmSwitch>> SwitchesAsync(CancellationToken cancellation);
}
