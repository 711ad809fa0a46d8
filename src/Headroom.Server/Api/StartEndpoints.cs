using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Estimates;
using Headroom.Storage;

namespace Headroom.Server.Api;

/// <summary>When jobs will start, over HTTP.</summary>
internal static class StartEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/jobs/{id:long}/start", OfAsync).WithName("estimateStart").Produces<StartView>()
            .WithSummary("When a job that waits is expected to start.");
        api.MapPost("/jobs/start", OfSubmissionAsync).WithName("estimateSubmission").Produces<StartView>()
            .WithSummary("When a job would start if it were submitted now.");
    }

    private static async Task<IResult> OfAsync(HttpContext context, StartEstimates estimates, Store store, long id)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        await JobEndpoints.RequireAsync(store, bearer, id, context.RequestAborted);
        return TypedResults.Ok(await estimates.OfAsync(new JobId(id), context.RequestAborted));
    }

    private static async Task<IResult> OfSubmissionAsync(
        HttpContext context, JobRequest request, StartEstimates estimates) =>
        TypedResults.Ok(await estimates.OfSubmissionAsync(
            request, JobEndpoints.BearerOf(context, Role.Member), context.RequestAborted));
}
