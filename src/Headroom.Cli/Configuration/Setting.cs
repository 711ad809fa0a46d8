namespace Headroom.Cli.Configuration;

/// <summary>
/// Something that is set by a flag, else by the environment, else by the file of settings, else by itself.
/// </summary>
/// <param name="Key">Its name in the file; the flag is the same with dashes.</param>
/// <param name="Usual">What it is where nothing is said; null where that is found out.</param>
/// <param name="UsualText">What that is, for people.</param>
internal sealed record Setting(string Key, string? Usual, string UsualText)
{
    public static readonly Setting Server = Plain("server", "http://127.0.0.1:7433");
    public static readonly Setting TokenFile = Plain("tokenFile", "~/.headroom/token") with { IsPath = true };
    public static readonly Setting Output = Plain("output", "table");
    public static readonly Setting Data = Plain("data", "~/.headroom/data") with { IsPath = true };
    public static readonly Setting Store = new("store", null, "a file of the data folder");
    public static readonly Setting Urls = Plain("urls", "http://127.0.0.1:7433");
    public static readonly Setting Gpus = new("gpus", null, "what the driver says");
    public static readonly Setting Policy = new("policy", null, "one queue for everyone") { IsPath = true };

    public static readonly Setting Exchange = new("exchange", null, "none") { IsPath = true };

    public static readonly Setting OidcAuthority = new("oidcAuthority", null, "no identity provider");
    public static readonly Setting OidcAudience = new("oidcAudience", null, "none");
    public static readonly Setting OidcRoles = new("oidcRoles", null, "none");
    public static readonly Setting OidcRoleClaim = Plain("oidcRoleClaim", "roles");
    public static readonly Setting OidcTenantClaim = Plain("oidcTenantClaim", "tenant");
    public static readonly Setting OidcNameClaim = Plain("oidcNameClaim", "sub");
    public static readonly Setting Traces = new("traces", null, "nowhere");

    /// <summary>All of them: first those of commands that ask a server, then those of <c>up</c>.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Server, TokenFile, Output, Data, Store, Urls, Gpus, Policy, Exchange, OidcAuthority, OidcAudience, OidcRoles,
        OidcRoleClaim, OidcTenantClaim, OidcNameClaim, Traces,
    ];

    /// <summary>Whether it names a file or a folder.</summary>
    public bool IsPath { get; private init; }

    /// <summary>Its flag, such as <c>--token-file</c>.</summary>
    public string Flag => $"--{Spelled('-')}";

    /// <summary>Its variable, such as <c>HEADROOM_TOKEN_FILE</c>.</summary>
    public string Variable => $"HEADROOM_{Spelled('_').ToUpperInvariant()}";

    private static Setting Plain(string key, string usual) => new(key, usual, usual);

    private string Spelled(char between) => string.Concat(Key.Select(letter =>
        char.IsUpper(letter) ? $"{between}{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
