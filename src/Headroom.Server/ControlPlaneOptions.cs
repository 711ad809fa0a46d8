using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Keeping;
using Headroom.Storage;

namespace Headroom.Server;

/// <summary>What a control plane works with.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>Where events are kept.</summary>
    public required StoreAddress Store { get; init; }

    /// <summary>Folder of the control plane: locks, and the folders in which jobs start.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The fleet; it may grow at its end between starts, and nothing else.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The queues and rules of a store that has none yet; the stored ones count where there are any.</summary>
    public required SharingPolicy Policy { get; init; }

    /// <summary>The same as somebody wrote it; null where nobody did.</summary>
    public string? PolicyText { get; init; }

    /// <summary>Run what is decided, each on the nodes of its own cluster.</summary>
    public required PoolEngines Engines { get; init; }

    /// <summary>Opens the engines of clusters that are added; null where none can be.</summary>
    public EngineHost? Host { get; init; }

    /// <summary>Addresses to listen on; port 0 for any that is free.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = ["http://127.0.0.1:7433"];

    /// <summary>How the store is looked after.</summary>
    public UpkeepOptions Upkeep { get; init; } = new();

    /// <summary>How clusters are looked after.</summary>
    public ClusterWatchOptions ClusterWatch { get; init; } = new();

    /// <summary>
    /// Wrong tokens that one address may send a minute, at least 1; further ones get 429. Right ones are not counted.
    /// </summary>
    public int WrongTokensMax { get; init; } = 30;

    /// <summary>
    /// Requests a second of one bearer, at least 1; twice as many at once are let through, further ones get 429.
    /// </summary>
    public int RequestsOfBearerMax { get; init; } = 10_000;

    /// <summary>The same of one address without a valid token.</summary>
    public int RequestsOfAddressMax { get; init; } = 100;

    /// <summary>Most open connections, at least 1; further ones are closed at once.</summary>
    public int ConnectionsMax { get; init; } = 20_000;

    /// <summary>Most streams of events at once, at least 1; further ones are refused with 429.</summary>
    public int StreamsMax { get; init; } = 1_000;

    /// <summary>Most streams of one bearer, at least 1.</summary>
    public int StreamsOfOneMax { get; init; } = 100;

    /// <summary>The identity provider whose tokens are good here too; null for none.</summary>
    public IdentityOptions? Identity { get; init; }

    /// <summary>Where spans are sent, as OTLP over HTTP; null for nowhere.</summary>
    public Uri? TraceCollector { get; init; }

    /// <summary>Folder of the exchange whose agreements jobs may name; null for none.</summary>
    public string? ExchangeFolder { get; init; }

    /// <summary>Program that opens sealed data for a job and runs its command; empty where there is none.</summary>
    public IReadOnlyList<string> SealedRun { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Least importance of what is logged to standard error.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Whether each line of the log is a JSON object, for programs to read.</summary>
    public bool IsLogJson { get; init; }
}
