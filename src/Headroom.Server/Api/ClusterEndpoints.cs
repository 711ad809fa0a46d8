using Headroom.Client.Pool;
using Headroom.Engines.Contract;
using Headroom.Server.Access;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Joining;
using Headroom.Server.Loop;
using Headroom.Server.Views;
using Headroom.Traces;

namespace Headroom.Server.Api;

/// <summary>Clusters over HTTP. A description names programs that the pool runs, so admins alone add them.</summary>
internal static class ClusterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/clusters", ListAsync).WithName("listClusters").Produces<IReadOnlyList<ClusterView>>()
            .WithSummary("The clusters with what runs work there.");
        api.MapPost("/clusters", AddAsync).WithName("addCluster").Produces<ClusterAdded>()
            .Produces<ClusterAdded>(StatusCodes.Status201Created)
            .WithSummary("Adds a cluster, which takes work at once; with force though it lacks something or is silent.");
        api.MapDelete("/clusters/{name}", RemoveAsync).WithName("removeCluster").Produces<ClusterRemoved>()
            .WithSummary("Removes a cluster that was added; with force=true though jobs run there, which go on.");
        api.MapGet("/clusters/{name}/checks", CheckAsync).WithName("checkCluster")
            .Produces<IReadOnlyList<ClusterCheck>>()
            .WithSummary("What a cluster has of all that will be needed, and what is missing.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, ControlLoop loop, PoolEngines engines)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(await loop.DoAsync(turn => ClusterViews.Of(turn.State, engines)));
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, ClusterRequest request, ControlLoop loop, PoolEngines engines, JoiningClusters joining)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Admin);
        var cluster = Read(request.Text);
        var joined = await joining.AddAsync(cluster, request.Force, bearer.Name, context.RequestAborted);
        var views = await loop.DoAsync(turn => ClusterViews.Of(turn.State, engines));
        var added = new ClusterAdded(
            views.Single(view => view.Name == cluster.Name), [.. joined.Checks.Select(ViewOf)], joined.Warnings);
        return joined.IsNew
            ? TypedResults.Created($"/api/v1/clusters/{cluster.Name}/checks", added)
            : TypedResults.Ok(added);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, JoiningClusters joining, string name, bool force = false)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Admin);
        return TypedResults.Ok(new ClusterRemoved(
            name, await joining.RemoveAsync(name, force, bearer.Name, context.RequestAborted)));
    }

    private static async Task<IResult> CheckAsync(HttpContext context, JoiningClusters joining, string name)
    {
        JobEndpoints.BearerOf(context, Role.Operator);
        var checks = await joining.CheckAsync(name, context.RequestAborted);
        return TypedResults.Ok(checks.Select(ViewOf).ToList());
    }

    private static ClusterDescription Read(string text)
    {
        if (text.Length > ClusterDescription.LengthMax)
            throw Wrong($"The description is longer than {ClusterDescription.LengthMax} characters");

        try
        {
            return ClusterDescription.Parse("cluster", text);
        }
        catch (Exception fault) when (fault is TraceFormatException or ClusterException)
        {
            throw Wrong(fault.Message.TrimEnd('.'));
        }
    }

    private static ClusterCheck ViewOf(EngineCheck check) =>
        new(check.Need, check.IsMet, check.IsOptional, check.Sentence);

    private static Refusal Wrong(string sentence) =>
        new(RefusalKind.Invalid, sentence, "mend the description and send it again") { Key = "text" };
}
