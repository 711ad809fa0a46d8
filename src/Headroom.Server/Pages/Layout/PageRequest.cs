using System.Globalization;
using Headroom.Server.Access;
using Headroom.Server.Pages.Words;

namespace Headroom.Server.Pages.Layout;

/// <summary>A request for a page: who asks, and how it is to look.</summary>
internal sealed class PageRequest
{
    private const string LanguageCookie = "headroom_lang";
    private const string ThemeCookie = "headroom_theme";

    private PageRequest(HttpContext context, Bearer? bearer, Texts texts, Theme theme) =>
        (Context, Bearer, Texts, Theme) = (context, bearer, texts, theme);

    public HttpContext Context { get; }

    /// <summary>Who asks; null when nobody is signed in.</summary>
    public Bearer? Bearer { get; }

    public Texts Texts { get; }

    public Theme Theme { get; }

    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>Whether a page that is open asks for what has changed.</summary>
    public bool IsFragment => Context.Request.Headers.ContainsKey("HX-Request");

    /// <summary>Reads it, and keeps what it chooses of language and colours.</summary>
    public static PageRequest Of(HttpContext context, long now)
    {
        var (query, cookies) = (context.Request.Query, context.Request.Cookies);
        var chosen = Language.Named(query["lang"]);
        if (chosen is not null) Keep(context, LanguageCookie, chosen.Tag);
        var language = chosen ?? Language.Named(cookies[LanguageCookie])
            ?? Language.Accepted(context.Request.Headers.AcceptLanguage.ToString());

        var theme = ThemeOf(query["theme"]);
        if (theme is { } wanted) Keep(context, ThemeCookie, wanted.ToString());
        return new PageRequest(
            context, context.Features.Get<Bearer>(), new Texts(language, now),
            theme ?? ThemeOf(cookies[ThemeCookie]) ?? Theme.System);
    }

    /// <summary>What a page is told beside its content.</summary>
    public Frame Frame(Section section) => new(
        Texts, section, Address(), Theme, Bearer?.Name ?? "", Bearer?.Tenant ?? "", Bearer?.Role <= Role.Member,
        Bearer?.Role <= Role.Operator, IsFragment)
    {
        Server = $"{Context.Request.Scheme}://{Context.Request.Host}",
    };

    /// <summary>A value of the query, or of the form that was sent; empty without one.</summary>
    public string Value(string key) => Context.Request.Query[key].ToString().Trim();

    /// <summary>A number of the query; null without one, and -1, out of every range, for what cannot be read.</summary>
    public double? Number(string key) => Value(key) switch
    {
        "" => null,
        var text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? Math.Min(value, int.MaxValue)
            : -1,
    };

    private string Address()
    {
        var rest = Context.Request.Query
            .Where(pair => pair.Key is not ("lang" or "theme"))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return Context.Request.Path + QueryString.Create(rest).ToUriComponent();
    }

    private static Theme? ThemeOf(string? text) =>
        Enum.TryParse<Theme>(text, ignoreCase: true, out var theme) && Enum.IsDefined(theme) ? theme : null;

    private static void Keep(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(cookie, value, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
        });
}
