using System.Collections.Frozen;

namespace Headroom.Server.Access;

/// <summary>
/// What a token is narrowed to, within its role: a kind of thing and whether it may be read or changed. A token without
/// scopes may do all that its role may.
/// </summary>
internal static class Scopes
{
    private const char Separator = ' ';

    /// <summary>All that there are. Stored by name: never rename.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "exchange:read", "exchange:write", "jobs:read", "jobs:write", "pool:read", "pool:write", "tokens:read",
        "tokens:write",
    ];

    // What has no line here is of the pool: a new route is never wider than it has to be.
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["exchange"] = "exchange",
        ["jobs"] = "jobs",
        ["events"] = "jobs",
        ["tokens"] = "tokens",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The scope that a request needs.</summary>
    public static string NeededBy(HttpRequest request)
    {
        var parts = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = parts is ["api", _, ..] ? parts.ElementAtOrDefault(2) : parts.ElementAtOrDefault(0);
        var kind = Kinds.GetValueOrDefault(first ?? "", "pool");
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return $"{kind}:{(isRead ? "read" : "write")}";
    }

    /// <summary>As a token keeps them.</summary>
    public static string Joined(IEnumerable<string> scopes) => string.Join(Separator, scopes);

    /// <summary>As they were joined.</summary>
    public static IReadOnlyList<string> Split(string joined) =>
        joined.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
