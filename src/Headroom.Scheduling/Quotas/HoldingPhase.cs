namespace Headroom.Scheduling.Quotas;

/// <summary>How far a job is that holds quota during a cycle.</summary>
internal enum HoldingPhase
{
    /// <summary>It ran before the cycle.</summary>
    Running,

    /// <summary>The cycle starts it.</summary>
    Starting,

    /// <summary>It starts when others have stopped for it.</summary>
    Awaiting,
}
