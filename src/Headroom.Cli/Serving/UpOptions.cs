using Headroom.Server.Access;

namespace Headroom.Cli.Serving;

/// <summary>What <c>headroom up</c> was told.</summary>
/// <param name="Place">Where the pool lies.</param>
/// <param name="Urls">Addresses, separated by ';'.</param>
internal sealed record UpOptions(PoolPlace Place, string Urls)
{
    /// <summary>Accelerators as declared; null to ask the driver.</summary>
    public string? Gpus { get; init; }

    /// <summary>Files that describe the clusters to run jobs on; none for this machine.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>File of the policy; null for one queue.</summary>
    public string? Policy { get; init; }

    /// <summary>Folder of the exchange whose agreements jobs may name; null for none.</summary>
    public string? Exchange { get; init; }

    /// <summary>File of the regions; null where nothing is known of them.</summary>
    public string? Regions { get; init; }

    /// <summary>How the log is written.</summary>
    public LogForm Log { get; init; }

    /// <summary>The identity provider; null for none.</summary>
    public IdentityOptions? Identity { get; init; }

    /// <summary>Where traces are sent; null for nowhere.</summary>
    public Uri? TraceCollector { get; init; }

    /// <summary>File in which commands look for the token.</summary>
    public required string TokenFile { get; init; }
}

/// <summary>How the log is written.</summary>
internal enum LogForm
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>An object a line, for programs.</summary>
    Json,
}
