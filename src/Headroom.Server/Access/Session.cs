namespace Headroom.Server.Access;

/// <summary>
/// A person's token in a cookie. It is checked with every request like one in a header, so that a token that is revoked
/// or ends takes its sessions with it, and there is nothing to remember.
/// </summary>
internal static class Session
{
    private const string Name = "headroom_session";

    /// <summary>
    /// The token of a request; null without one. What changes anything has to come from a page of this server: browsers
    /// say where from.
    /// </summary>
    public static string? SecretOf(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 } secret) return null;

        var onlyReads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return onlyReads || IsOwn(request) ? secret : null;
    }

    /// <summary>Whether a page of this server sent a request.</summary>
    public static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Begins one: it lasts until the browser is closed.</summary>
    public static void Begin(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, secret, OptionsOf(context));

    /// <summary>Ends one.</summary>
    public static void End(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsOf(context));

    private static CookieOptions OptionsOf(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
    };
}
