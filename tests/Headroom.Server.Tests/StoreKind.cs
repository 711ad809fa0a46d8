namespace Headroom.Server.Tests;

/// <summary>Where the store of a pool lies.</summary>
public enum StoreKind
{
    /// <summary>In a file.</summary>
    Sqlite,

    /// <summary>On a server.</summary>
    Postgres,
}
