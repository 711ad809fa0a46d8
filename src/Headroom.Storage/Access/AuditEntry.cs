namespace Headroom.Storage.Access;

/// <summary>Who did what. Entries are only ever added.</summary>
/// <param name="At">When, in milliseconds.</param>
/// <param name="Actor">Name of the token or user.</param>
/// <param name="Action">Such as <c>job.cancel</c>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="Detail">Anything else; may be empty.</param>
public sealed record AuditEntry(long At, string Actor, string Action, string Subject, string Detail = "");
