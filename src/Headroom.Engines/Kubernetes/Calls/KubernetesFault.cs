namespace Headroom.Engines.Kubernetes.Calls;

/// <summary>The API server did not do what it was asked.</summary>
/// <param name="message">What it said, or what went wrong on the way.</param>
/// <param name="status">Its HTTP status; 0 when no answer arrived.</param>
internal sealed class KubernetesFault(string message, int status) : Exception(message)
{
    /// <summary>Its HTTP status; 0 when no answer arrived.</summary>
    public int Status { get; } = status;

    /// <summary>Whether it said no itself, and would again; else whether it did it cannot be said.</summary>
    public bool IsRefusal => Status is >= 400 and < 500 and not (401 or 408 or 409 or 429);

    /// <summary>Whether an object of that name is there, or has changed since it was read.</summary>
    public bool IsConflict => Status == 409;

    /// <summary>Whether what was read from is too old: everything has to be listed again.</summary>
    public bool IsGone => Status == 410;
}
