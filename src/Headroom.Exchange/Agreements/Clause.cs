namespace Headroom.Exchange.Agreements;

/// <summary>The term of an agreement that refuses a job, or that its listings do not bear out.</summary>
public enum Clause
{
    /// <summary>The agreement is not in force.</summary>
    InForce,

    /// <summary>Jobs may not start yet, or a listing begins later.</summary>
    From,

    /// <summary>A listing ends before the agreement does.</summary>
    Until,

    /// <summary>The payer did not sign the order of the job, or signed it for another one.</summary>
    Payer,

    /// <summary>It runs for another purpose.</summary>
    Purpose,

    /// <summary>It is another command or image.</summary>
    Command,

    /// <summary>It runs elsewhere.</summary>
    Region,

    /// <summary>It runs on another chip model.</summary>
    Chip,

    /// <summary>The data must be kept in another way, or the compute does not keep it so.</summary>
    Protection,

    /// <summary>It opens another file.</summary>
    File,

    /// <summary>It does not show all evidence.</summary>
    Evidence,

    /// <summary>The model's licence, or the way in which it is specialised, is not allowed.</summary>
    Model,

    /// <summary>It is paid in another currency than one that is asked for.</summary>
    Currency,

    /// <summary>No jobs are left.</summary>
    Jobs,

    /// <summary>It asks for more GPU-seconds than are left, or than are offered.</summary>
    GpuSeconds,
}
