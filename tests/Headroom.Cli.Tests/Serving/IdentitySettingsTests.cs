using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Serving;
using Headroom.Client.Pool;

namespace Headroom.Cli.Tests.Serving;

public sealed class IdentitySettingsTests
{
    [Fact]
    public void Groups_and_claims_are_read_as_they_are_written()
    {
        var options = IdentitySettings.Of(Chosen(
            ("oidcAuthority", "https://login.example.com/realms/a"), ("oidcAudience", "headroom"),
            ("oidcRoles", "gpu-admins=admin; CN=gpu,OU=x=tenant_admin;guests=VIEWER;"),
            ("oidcRoleClaim", "realm_access.roles")))!;

        Assert.Equal(("headroom", "realm_access.roles"), (options.Audience, options.RoleClaim));
        Assert.Equal(
            [("CN=gpu,OU=x", TokenRole.TenantAdmin), ("gpu-admins", TokenRole.Admin), ("guests", TokenRole.Viewer)],
            options.Roles.Select(role => (role.Key, role.Value)).Order());
    }

    [Fact]
    public void Nothing_set_is_no_provider() => Assert.Null(IdentitySettings.Of(Chosen()));

    [Theory]
    [InlineData("http://login.example.com", "headroom", "a=admin", "--oidc-authority")]
    [InlineData("login", "headroom", "a=admin", "--oidc-authority")]
    [InlineData("https://login.example.com", null, "a=admin", "--oidc-audience")]
    [InlineData("https://login.example.com", "headroom", null, "--oidc-roles")]
    [InlineData("https://login.example.com", "headroom", "", "names no role")]
    [InlineData("https://login.example.com", "headroom", "a", "'a' is no pair")]
    [InlineData("https://login.example.com", "headroom", "a=boss", "'a=boss' is no pair")]
    [InlineData("https://login.example.com", "headroom", "a=0", "'a=0' is no pair")]
    [InlineData("https://login.example.com", "headroom", "=admin", "'=admin' is no pair")]
    [InlineData(null, "headroom", null, "--oidc-authority")]
    public void What_is_missing_or_cannot_be_is_said(string? authority, string? audience, string? roles, string said)
    {
        var fault = Assert.Throws<CommandFailure>(() => IdentitySettings.Of(Chosen(
            ("oidcAuthority", authority), ("oidcAudience", audience), ("oidcRoles", roles))));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Traces_go_to_an_address_or_nowhere()
    {
        Assert.Null(IdentitySettings.CollectorOf(Chosen()(Setting.Traces)));
        Assert.Equal(
            new Uri("http://127.0.0.1:4318"),
            IdentitySettings.CollectorOf(Chosen(("traces", "http://127.0.0.1:4318"))(Setting.Traces)));
        Assert.Throws<CommandFailure>(() => IdentitySettings.CollectorOf(Chosen(("traces", "localhost"))(Setting.Traces)));
    }

    private static Func<Setting, ChosenSetting> Chosen(params (string Key, string? Text)[] set) => setting =>
        new(setting, set.FirstOrDefault(one => one.Key == setting.Key).Text ?? setting.Usual, SettingSource.Flag);
}
