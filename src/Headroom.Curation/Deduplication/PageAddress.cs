namespace Headroom.Curation.Deduplication;

/// <summary>What two addresses of one page have in common.</summary>
internal static class PageAddress
{
    /// <summary>
    /// The address without its scheme, <c>www.</c>, fragment and last slash, its host in small letters: what differs in
    /// these alone is one page nearly always. The path and the query stay, for their capitals may matter.
    /// </summary>
    public static string Normalized(string address)
    {
        var rest = address.Trim();
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) rest = rest[(scheme + 3)..];
        var fragment = rest.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) rest = rest[..fragment];
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var host = (end < 0 ? rest : rest[..end]).ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return host + (end < 0 ? "" : rest[end..].TrimEnd('/'));
    }
}
