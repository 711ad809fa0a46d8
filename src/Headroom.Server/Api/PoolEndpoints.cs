using Headroom.Client.Pool;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Views;

namespace Headroom.Server.Api;

/// <summary>Nodes and queues over HTTP.</summary>
internal static class PoolEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/nodes", NodesAsync).WithName("listNodes").Produces<IReadOnlyList<NodeView>>()
            .WithSummary("The nodes and what is free on them.");
        api.MapGet("/queues", QueuesAsync).WithName("listQueues").Produces<IReadOnlyList<QueueView>>()
            .WithSummary("The queues, what they are owed and use.");
    }

    private static async Task<IResult> NodesAsync(HttpContext context, ControlLoop loop)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return Etags.Answer(context, await loop.DoAsync(turn => PoolViews.NodesOf(turn.State)));
    }

    private static async Task<IResult> QueuesAsync(HttpContext context, ControlLoop loop)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        return Etags.Answer(context, await loop.DoAsync(turn => PoolViews.QueuesOf(turn.State, bearer)));
    }
}
