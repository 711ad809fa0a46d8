namespace Headroom.Engines.Slurm.Calls;

/// <summary>Slurm did not do what it was asked.</summary>
internal sealed class SlurmFault(string message, bool isRefusal) : Exception(message)
{
    /// <summary>Whether it said so itself; else whether it did it cannot be said.</summary>
    public bool IsRefusal { get; } = isRefusal;
}
