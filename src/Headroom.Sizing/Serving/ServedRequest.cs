namespace Headroom.Sizing.Serving;

/// <summary>One request to a model.</summary>
/// <param name="At">When it came, in seconds since any fixed time.</param>
/// <param name="Seconds">How long a replica works on it, at least 0.</param>
/// <param name="Model">Base model or adapter that it is for.</param>
public readonly record struct ServedRequest(double At, double Seconds, string Model);
