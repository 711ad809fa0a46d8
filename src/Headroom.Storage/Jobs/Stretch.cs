namespace Headroom.Storage.Jobs;

/// <summary>A span of time in which an attempt held one amount of one resource: what is billed.</summary>
/// <remarks>Without a region where an earlier release wrote it: then the fleet knows.</remarks>
internal sealed record Stretch(
    long Job,
    int Attempt,
    int Number,
    string Tenant,
    string Queue,
    string Resource,
    long Milli,
    string Nodes,
    long Began,
    long? Ended,
    string? Region);
