namespace Headroom.Metering.Accounts;

/// <summary>What a tenant owes for a month.</summary>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Lines">By chip model, region and price.</param>
/// <param name="TotalMinor">Sum of the lines in minor units: the exact cost, halves rounded up.</param>
public sealed record Invoice(string Tenant, IReadOnlyList<InvoiceLine> Lines, long TotalMinor);

/// <summary>What was used of one resource in one region at one price.</summary>
/// <param name="Chip">Name of the resource.</param>
/// <param name="Region">The region; empty where it has no name.</param>
/// <param name="PriceMicro">Millionths of the currency for an hour; null where it has no price.</param>
/// <param name="Micro">Millionths of a resource times a second, exactly.</param>
/// <param name="AmountMinor">In minor units.</param>
public sealed record InvoiceLine(string Chip, string Region, long? PriceMicro, Int128 Micro, long AmountMinor);
