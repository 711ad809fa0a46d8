namespace Headroom.Cli.Serving;

/// <summary>What <c>headroom up</c> was told.</summary>
/// <param name="Data">Folder of the pool; null for the one in the user's home.</param>
/// <param name="Urls">Addresses, separated by ';'.</param>
/// <param name="Gpus">Accelerators as declared; null to ask the driver.</param>
/// <param name="Policy">File of the policy; null for one queue.</param>
/// <param name="Store">Connection string of PostgreSQL; null for a file.</param>
internal sealed record UpOptions(string? Data, string Urls, string? Gpus, string? Policy, string? Store);
