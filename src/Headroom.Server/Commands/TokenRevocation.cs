using System.Globalization;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Access;
using Headroom.Storage.Faults;

namespace Headroom.Server.Commands;

/// <summary>Makes a token worthless, at once and for good.</summary>
/// <param name="Store">Where the tokens are.</param>
/// <param name="Bearer">Who asks.</param>
/// <param name="Id">The token.</param>
internal sealed record TokenRevocation(Store Store, Bearer Bearer, long Id)
{
    /// <summary>
    /// Revokes it in the loop's turn, so that of two admins who revoke each other one is left. One that is revoked
    /// stays as it is.
    /// </summary>
    /// <exception cref="Refusal">It is not there, not the bearer's to end, or the last one of an admin.</exception>
    public Token Run(Turn turn)
    {
        var all = AllAsOf(turn);
        var token = all.FirstOrDefault(token => token.Id == Id && Bearer.Sees(token.Tenant))
            ?? throw new Refusal(RefusalKind.NotFound, $"There is no token {Id}", "see them with 'headroom tokens list'");
        if (RoleOf(token) < Bearer.Role)
            throw new Refusal(RefusalKind.Forbidden, "A token of more than your own is not yours to end", "ask its maker");
        if (token.Revoked is not null) return token;
        if (IsAdmin(token) && !all.Any(other => other.Id != Id && IsAdmin(other)))
        {
            throw new Refusal(
                RefusalKind.Conflict, "It is the last token of an admin", "make another one before, or nobody can");
        }

        var ended = token with { Revoked = turn.Now };
        turn.Add(ended);
        turn.Add(new AuditEntry(
            turn.Now, Bearer.Name, "token.revoke", Id.ToString(CultureInfo.InvariantCulture), token.Name));
        return ended;
    }

    /// <summary>The role of a token; the least where this program does not know it.</summary>
    public static Role RoleOf(Token token) => Enum.TryParse<Role>(token.Role, out var role) ? role : Role.Viewer;

    // All turns before this one are stored; what happened in this one is known to it alone.
    private List<Token> AllAsOf(Turn turn)
    {
        try
        {
            var all = Store.Access.TokensAsync().GetAwaiter().GetResult().ToDictionary(token => token.Id);
            foreach (var changed in turn.Tokens) all[changed.Id] = changed;
            return [.. all.Values.OrderBy(token => token.Id)];
        }
        catch (StoreException)
        {
            throw new Refusal(RefusalKind.NotStored, "The store cannot be read", "try again in a moment");
        }
    }

    private static bool IsAdmin(Token token) =>
        RoleOf(token) == Role.Admin && token is { Revoked: null, Expires: null, Scopes: "", Tenant: "" };
}
