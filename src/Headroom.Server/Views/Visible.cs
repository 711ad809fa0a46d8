using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Views;

/// <summary>What a bearer may see and do, for the API and the pages alike.</summary>
internal static class Visible
{
    /// <summary>A job that the bearer may see.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public static async Task<JobDetails> JobAsync(
        Store store, Bearer bearer, long id, CancellationToken cancellation)
    {
        var details = id < 0
            ? null
            : await store.Job.FindAsync(
                new JobId(id), bearer.Tenant.Length > 0 ? bearer.Tenant : null, cancellation);
        return details
            ?? throw new Refusal(RefusalKind.NotFound, $"There is no job {id}", "see yours with 'headroom jobs'");
    }

    /// <summary>The bearer of a request, who has to have a role.</summary>
    /// <exception cref="Refusal">The role is too small, or the scopes are.</exception>
    public static Bearer BearerOf(HttpContext context, Role least)
    {
        var bearer = Require(context.Features.Get<Bearer>()!, least);
        var scope = Scopes.NeededBy(context.Request);
        return bearer.May(scope) ? bearer : throw new Refusal(
            RefusalKind.Forbidden, "The scopes of this token do not reach so far", $"ask for one with '{scope}'");
    }

    /// <summary>The bearer, who has to have a role.</summary>
    /// <exception cref="Refusal">The role is too small.</exception>
    public static Bearer Require(Bearer bearer, Role least) => bearer.Role <= least
        ? bearer
        : throw new Refusal(RefusalKind.Forbidden, $"A {bearer.Role} may not do this", $"ask for a token of a {least}");
}
