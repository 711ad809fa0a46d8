using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Client.Pool;
using Headroom.Server.Access;

namespace Headroom.Cli.Serving;

/// <summary>Reads what is set of the identity provider, and of where traces are sent.</summary>
internal static class IdentitySettings
{
    private const string Roles = "admin, operator, tenant_admin, member and viewer";

    /// <summary>The provider; null where none is set.</summary>
    /// <param name="chosen">What a setting is.</param>
    /// <exception cref="CommandFailure">Some of it is missing or cannot be.</exception>
    public static IdentityOptions? Of(Func<Setting, ChosenSetting> chosen)
    {
        if (chosen(Setting.OidcAuthority).Text is null)
        {
            Setting[] needing = [Setting.OidcAudience, Setting.OidcRoles];
            return needing.Select(chosen).FirstOrDefault(one => one.Text is not null) is { } lone
                ? throw Wrong(lone, $"says nothing without {Setting.OidcAuthority.Flag}, the address of the provider")
                : null;
        }

        return new IdentityOptions
        {
            Authority = AuthorityOf(chosen(Setting.OidcAuthority)),
            Audience = Required(chosen(Setting.OidcAudience), "the name that the pool has at the provider"),
            Roles = RolesOf(chosen(Setting.OidcRoles)),
            RoleClaim = chosen(Setting.OidcRoleClaim).Text!,
            TenantClaim = chosen(Setting.OidcTenantClaim).Text!,
            NameClaim = chosen(Setting.OidcNameClaim).Text!,
        };
    }

    /// <summary>Where traces are sent; null for nowhere.</summary>
    /// <exception cref="CommandFailure">It is no address.</exception>
    public static Uri? CollectorOf(ChosenSetting chosen) => chosen.Text is not { } text
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw Wrong(chosen, $"'{text}' is no address; write one such as http://127.0.0.1:4318");

    private static Uri AuthorityOf(ChosenSetting chosen) =>
        Uri.TryCreate(chosen.Text, UriKind.Absolute, out var address) && IdentityOptions.IsTrusted(address)
            ? address
            : throw Wrong(chosen, $"'{chosen.Text}' is no https address of an issuer (http is for this machine)");

    // Names of groups may hold '=' and ',' where they come from a directory.
    private static Dictionary<string, TokenRole> RolesOf(ChosenSetting chosen)
    {
        var roles = new Dictionary<string, TokenRole>(StringComparer.Ordinal);
        const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var pair in Required(chosen, "which groups have which role").Split(';', Tidy))
        {
            var end = pair.LastIndexOf('=');
            var name = end < 0 ? "" : pair[(end + 1)..].Trim().Replace("_", "", StringComparison.Ordinal);
            if (end < 1 || !Enum.TryParse<TokenRole>(name, ignoreCase: true, out var role) || !char.IsLetter(name[0]))
                throw Wrong(chosen, $"'{pair}' is no pair such as 'gpu-admins=admin'; the roles are {Roles}");

            roles[pair[..end].Trim()] = role;
        }

        return roles.Count > 0 ? roles : throw Wrong(chosen, "names no role: nobody could do anything");
    }

    private static string Required(ChosenSetting chosen, string what) => chosen.Text
        ?? throw new CommandFailure(
            ExitCode.WrongUse, $"{Setting.OidcAuthority.Flag} needs {chosen.Setting.Flag} too: {what}.");

    private static CommandFailure Wrong(ChosenSetting chosen, string sentence) =>
        new(ExitCode.WrongUse, $"{chosen.Place}: {sentence}.");
}
