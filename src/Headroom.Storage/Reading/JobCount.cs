using Headroom.Storage.Jobs;

namespace Headroom.Storage.Reading;

/// <summary>How many jobs of one tenant and queue stand in one state.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Queue">The queue.</param>
/// <param name="State">The state.</param>
/// <param name="Jobs">How many, at least 1.</param>
public sealed record JobCount(string Tenant, string Queue, JobState State, long Jobs);
