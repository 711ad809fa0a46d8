using Headroom.Client.Jobs;
using Headroom.Client.Pool;
using Headroom.Server.Access;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Server.Views;
using Headroom.Storage;

namespace Headroom.Server.Api;

/// <summary>What operators do to nodes and jobs, over HTTP.</summary>
internal static class OperatorEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/jobs/{id:long}/requeue", RequeueAsync).WithName("requeueJob").Produces<Requeued>()
            .WithSummary("Queues a job again: stops one that runs, submits one that has ended anew.");
        api.MapPost("/nodes/{name}/drain", DrainAsync).WithName("drainNode").Produces<NodeView>()
            .WithSummary("Lets a node take no new work; with now=true what runs on it is stopped and queued again.");
        api.MapPost("/nodes/{name}/undrain", UndrainAsync).WithName("undrainNode").Produces<NodeView>()
            .WithSummary("Lets a node take work again.");
    }

    private static async Task<IResult> RequeueAsync(
        HttpContext context, Store store, RepeatableAnswers answers, long id)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Member);
        var job = await JobEndpoints.RequireAsync(store, bearer, id, context.RequestAborted);
        return TypedResults.Ok(await answers.AnswerAsync(
            context, bearer, $"requeue {job.Job.Id}", (turn, asked) => new Requeue(job, asked).Run(turn)));
    }

    private static async Task<IResult> DrainAsync(
        HttpContext context, ControlLoop loop, string name, bool now = false)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Operator);
        return TypedResults.Ok(await loop.DoAsync(turn =>
        {
            var node = NodeCommands.Drain(turn, bearer, name, now);
            return PoolViews.NodesOf(turn.State)[node];
        }));
    }

    private static async Task<IResult> UndrainAsync(HttpContext context, ControlLoop loop, string name)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Operator);
        return TypedResults.Ok(await loop.DoAsync(turn =>
        {
            var node = NodeCommands.Undrain(turn, bearer, name);
            return PoolViews.NodesOf(turn.State)[node];
        }));
    }
}
