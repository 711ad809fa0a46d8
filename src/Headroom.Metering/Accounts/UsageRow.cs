namespace Headroom.Metering.Accounts;

/// <summary>What was used of one kind. What it is not told apart by is null.</summary>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Chip">Name of the resource.</param>
/// <param name="Region">The region.</param>
/// <param name="Job">The job; null too for jobs that are no longer told apart.</param>
/// <param name="Day">The day.</param>
/// <param name="Micro">Millionths of a resource times a second, exactly.</param>
/// <param name="Cost">What it costs, exactly, in the unit of <see cref="Pricing.Amounts"/>.</param>
/// <param name="UnpricedMicro">How much of it has no price.</param>
public sealed record UsageRow(
    string? Tenant,
    string? Chip,
    string? Region,
    long? Job,
    DateOnly? Day,
    Int128 Micro,
    Int128 Cost,
    Int128 UnpricedMicro);
