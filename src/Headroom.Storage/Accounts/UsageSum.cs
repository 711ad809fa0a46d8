namespace Headroom.Storage.Accounts;

/// <summary>What a tenant held of one resource on one day.</summary>
/// <param name="Day">Days since the zero of times, each of 24 hours.</param>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="MilliMilliseconds">Thousandths of it times milliseconds: an exact sum.</param>
public sealed record UsageSum(long Day, string Tenant, string Resource, long MilliMilliseconds);
