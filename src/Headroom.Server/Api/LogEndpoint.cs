using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Server.Access;
using Headroom.Server.Clusters;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Server.Views;
using Headroom.Storage;

namespace Headroom.Server.Api;

/// <summary>What jobs wrote, over HTTP.</summary>
internal static class LogEndpoint
{
    public static async Task<IResult> ReadAsync(
        HttpContext context,
        Store store,
        PoolEngines engines,
        long id,
        string stream = "stdout",
        long offset = 0,
        int task = 0,
        int? attempt = null)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var details = await JobEndpoints.RequireAsync(store, bearer, id, context.RequestAborted);
        if (stream is not ("stdout" or "stderr") || offset < 0 || task < 0)
        {
            throw new Refusal(
                RefusalKind.Invalid, "There is no such part of a log", "ask for stdout or stderr, from 0 on");
        }

        var number = attempt ?? details.Job.Attempts;
        var hasEnded = details.Job.Ended is not null || number < details.Job.Attempts;
        if (number < 1) return TypedResults.Ok(new LogPart("", 0, hasEnded));

        var run = new TaskRun(new Storage.Jobs.RunId(new JobId(id), number), task);
        var request = new LogRequest(stream == "stdout" ? LogStream.Output : LogStream.Error, offset);
        var engine = RunPlaces.EngineOf(engines, details, number, store.Fleet);
        var part = await LogViews.ReadAsync(engine, run, request, hasEnded, context.RequestAborted);
        if (hasEnded && part.Next == 0 && await engine.FindAsync(run.Name, context.RequestAborted) is FindAnswer.Absent)
        {
            throw new Refusal(
                RefusalKind.NotFound,
                $"What job {id} wrote is no longer kept",
                "submit it again to have it written anew");
        }

        return TypedResults.Ok(part);
    }
}
