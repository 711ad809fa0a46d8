using Headroom.Client.Pool;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Policies;
using Headroom.Storage;
using Headroom.Storage.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headroom.Server.Api;

/// <summary>The policy over HTTP.</summary>
internal static class PolicyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/policy", ShowAsync).WithName("getPolicy").Produces<PolicyView>()
            .WithSummary("The policy that the pool goes by.");
        api.MapPost("/policy/preview", PreviewAsync).WithName("previewPolicy").Produces<PolicyPreview>()
            .WithSummary("The last days of the pool under its policy and under another one.");
        api.MapPost("/what-if", WhatIfAsync).WithName("whatIf").Produces<WhatIfView>()
            .WithSummary("The last days of the pool with other quotas, weights or nodes.");
        api.MapPut("/policy", ApplyAsync).WithName("applyPolicy").Produces<PolicyView>()
            .WithSummary("Puts another policy in its place; If-Match names the version that it follows.");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ControlLoop loop)
    {
        JobEndpoints.BearerOf(context, Role.Operator);
        return Answer(context, await loop.DoAsync(turn => turn.State.Policy));
    }

    private static async Task<IResult> PreviewAsync(
        HttpContext context, PolicyRequest request, ControlLoop loop, PolicyTrial trial)
    {
        JobEndpoints.BearerOf(context, Role.Operator);
        return TypedResults.Ok(await trial.RunAsync(await ReadAsync(loop, request), context.RequestAborted));
    }

    private static async Task<IResult> ApplyAsync(HttpContext context, PolicyRequest request, ControlLoop loop)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Admin);
        var change = new PolicyChange(await ReadAsync(loop, request), request.Text, VersionOf(context), bearer);
        return Answer(context, await loop.DoAsync(change.Run));
    }

    private static async Task<SharingPolicy> ReadAsync(ControlLoop loop, PolicyRequest request)
    {
        var resources = await loop.DoAsync(turn => turn.State.Cluster.Resources);
        return WhatIf.Read(request.Text, resources);
    }

    private static async Task<IResult> WhatIfAsync(
        HttpContext context, WhatIfRequest request, ControlLoop loop, Store store, PolicyTrial trial)
    {
        JobEndpoints.BearerOf(context, Role.Operator);
        return TypedResults.Ok(await WhatIf.RunAsync(request, loop, store.Fleet, trial, context.RequestAborted));
    }

    private static long VersionOf(HttpContext context) => Etags.VersionAskedBy(context.Request)
        ?? throw new Refusal(
            RefusalKind.Invalid, "The version that the policy follows is missing", "send it as If-Match: \"3\"");

    private static Ok<PolicyView> Answer(HttpContext context, SettingVersion policy)
    {
        context.Response.Headers.ETag = Etags.Of(policy.Version);
        return TypedResults.Ok(new PolicyView(policy.Version, policy.At, policy.Author, policy.Text));
    }
}
