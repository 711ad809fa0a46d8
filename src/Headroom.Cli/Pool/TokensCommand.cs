using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom tokens</c>: who may do what, and until when.</summary>
internal static class TokensCommand
{
    // The server knows which there are; these are those that a shell can complete.
    private static readonly string[] Scopes =
        ["jobs:read", "jobs:write", "pool:read", "pool:write", "tokens:read", "tokens:write"];

    public static Command Create(Terminal terminal) =>
        new DocumentedCommand(
            "tokens",
            "List, make and revoke tokens.",
            "headroom tokens list",
            "headroom tokens create ci --role member --tenant vision --expires 90d",
            "headroom tokens revoke 3")
        {
            List(terminal),
            Make(terminal),
            Revoke(terminal),
        };

    private static DocumentedCommand List(Terminal terminal) =>
        new DocumentedCommand("list", "List tokens; their secrets are kept nowhere.", "headroom tokens list")
            .Serve(terminal, async (call, cancellation) =>
            {
                var tokens = await call.AskAsync(client => client.TokensAsync(cancellation), cancellation);
                if (call.IsJson) WireJson.WriteArray(call.Terminal, tokens);
                else Write(call, tokens);
                return ExitCode.Done;
            });

    private static DocumentedCommand Make(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "Its name, by which the audit knows it", HelpName = "NAME" };
        var role = Choices.One(
            "--role", "role", "What its bearer may do", ("viewer", TokenRole.Viewer), ("member", TokenRole.Member),
            ("tenant-admin", TokenRole.TenantAdmin), ("operator", TokenRole.Operator), ("admin", TokenRole.Admin));
        var tenant = new Option<string?>("--tenant")
        {
            Description = "Tenant that it speaks for [default: everyone, for admins and operators]",
            HelpName = "TENANT",
            Arity = ArgumentArity.ExactlyOne,
        };
        var scopes = Choices.Some("--scopes", "scope", "What it is narrowed to", Scopes);
        var expires = Durations.Option("--expires", "How long it is good [default: until it is revoked]", 0);

        return new DocumentedCommand(
            "create",
            "Make a token and print its secret, this once.",
            "headroom tokens create ci --role member --tenant vision --expires 90d",
            "headroom tokens create board --role viewer --tenant vision --scopes pool:read")
        {
            name, role, tenant, scopes, expires,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var lasts = expires.In(call.Parsed);
            // Not asked again when the connection breaks: that could make two.
            var made = await call.Client.Value.CreateTokenAsync(
                new TokenRequest
                {
                    Name = call.Parsed.GetRequiredValue(name),
                    Role = role.In(call.Parsed),
                    Tenant = call.Parsed.GetValue(tenant) ?? "",
                    Scopes = call.Parsed.GetValue(scopes) ?? [],
                    ExpiresAt = lasts > 0 ? call.Now + lasts : null,
                },
                cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, made);
            else call.Terminal.Output.WriteLine(DisplayWidth.Printable(made.Secret));
            return ExitCode.Done;
        });
    }

    private static DocumentedCommand Revoke(Terminal terminal)
    {
        var id = new Argument<long>("id") { Description = "Id of the token", HelpName = "ID" };

        return new DocumentedCommand(
            "revoke", "Make a token worthless, at once and for good.", "headroom tokens revoke 3")
        {
            id,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var token = await call.AskAsync(
                client => client.RevokeTokenAsync(call.Parsed.GetValue(id), cancellation), cancellation);
            if (call.IsJson) WireJson.WriteIndented(call.Terminal, token);
            else call.Terminal.Output.WriteLine(DisplayWidth.Printable($"{token.Id} {token.Name}: {StateOf(token, call.Now)}"));
            return ExitCode.Done;
        });
    }

    private static void Write(ServerCall call, IReadOnlyList<TokenView> tokens)
    {
        var table = new TextTable(
            new("ID"), TableColumn.Words("NAME"), TableColumn.Words("ROLE"), TableColumn.Words("TENANT"),
            TableColumn.Words("SCOPES"), TableColumn.Words("CREATED"), TableColumn.Words("EXPIRES"),
            TableColumn.Words("STATE"));
        foreach (var token in tokens)
        {
            table.Add(
                token.Id.ToString(CultureInfo.InvariantCulture), token.Name, WordOf(token.Role),
                OrNone(token.Tenant), OrNone(string.Join(',', token.Scopes)), TimeText.Of(token.CreatedAt),
                TimeText.Of(token.ExpiresAt), StateOf(token, call.Now));
        }

        table.Write(call.Terminal);
    }

    private static string StateOf(TokenView token, long now) =>
        token.RevokedAt is not null ? "revoked" : token.ExpiresAt <= now ? "expired" : "good";

    private static string WordOf(TokenRole role) =>
        role == TokenRole.TenantAdmin ? "tenant-admin" : role.ToString().ToLowerInvariant();

    private static string OrNone(string text) => text.Length > 0 ? text : NumberText.None;
}
