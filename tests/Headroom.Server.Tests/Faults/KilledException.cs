namespace Headroom.Server.Tests.Faults;

/// <summary>The control plane is killed here.</summary>
internal sealed class KilledException : Exception;
