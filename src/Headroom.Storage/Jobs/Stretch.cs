namespace Headroom.Storage.Jobs;

/// <summary>A span of time in which an attempt held one amount of one resource: what is billed.</summary>
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
    long? Ended);
