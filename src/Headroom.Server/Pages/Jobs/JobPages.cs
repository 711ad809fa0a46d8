using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Billing;
using Headroom.Server.Clusters;
using Headroom.Server.Loop;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>The page of a job.</summary>
internal static class JobPages
{
    public static void Map(IEndpointRouteBuilder web)
    {
        var job = web.MapGroup("/jobs/{id:long}");
        job.MapGet("", (
            HttpContext context,
            TimeProvider time,
            ControlLoop loop,
            Store store,
            PriceLists prices,
            PoolEngines engines,
            RecentStarts starts,
            long id) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                var details = await Visible.JobAsync(store, bearer, id, request.Cancellation);
                var view = JobViews.Of(
                    details, await prices.ReadAsync(request.Cancellation), bearer, request.Texts.Now);
                var logs = new JobLogs(engines, store.Fleet, details, view.Request.Tasks);
                var (why, promise, fleet) = await loop.DoAsync(turn => (
                    WhyViews.Of(details, turn.State, bearer, turn.Now),
                    turn.State.Cluster.Find(details.Job.Id)?.Reservation?.Start,
                    turn.State.Cluster.Fleet));
                var isStartAsked = view.State == JobStatus.Waiting && request.Value("estimate") == "yes";
                return Page.Of<OneJobPage>(
                    request.Frame(Section.Jobs),
                    new JobModel
                    {
                        Job = details.Job,
                        State = view.State,
                        Request = view.Request,
                        Steps = StepsOf(view.Transitions),
                        Stretches = [.. details.Stretches.Select(stretch => StretchOf(stretch, fleet))],
                        Why = why,
                        PromisedStart = promise,
                        Start = isStartAsked ? await starts.OfAsync(details.Job.Id, bearer) : null,
                        Log = await logs.ReadAsync(request),
                        GpuSeconds = view.GpuSeconds,
                        Cost = view.Cost,
                        Currency = view.Currency,
                    });
            }));
        job.MapGet("/start", (HttpContext context, TimeProvider time, Store store, RecentStarts starts, long id) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                await Visible.JobAsync(store, bearer, id, request.Cancellation);
                return Page.Of<StartCard>(request.Frame(Section.Jobs), await starts.OfAsync(new JobId(id), bearer));
            }));
        job.MapGet("/log", (
            HttpContext context,
            TimeProvider time,
            Store store,
            PoolEngines engines,
            long id) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                var logs = await LogsAsync(store, engines, store.Fleet, bearer, id, request);
                return Page.Of<LogMore>(request.Frame(Section.Jobs), await logs.ReadAsync(request));
            }));
        job.MapGet("/log.txt", (
            HttpContext context,
            TimeProvider time,
            Store store,
            PoolEngines engines,
            long id) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                await (await LogsAsync(store, engines, store.Fleet, bearer, id, request)).WriteAsync(request);
                return Results.Empty;
            }));
    }

    private static async Task<JobLogs> LogsAsync(
        Store store, PoolEngines engines, Cluster.Fleets.Fleet fleet, Bearer bearer, long id, PageRequest request)
    {
        var details = await Visible.JobAsync(store, bearer, id, request.Cancellation);
        return new JobLogs(engines, fleet, details, JobViews.RequestOf(details).Tasks);
    }

    private static IReadOnlyList<LifeStep> StepsOf(IReadOnlyList<TransitionView> steps) =>
    [
        .. steps.Select((step, index) => new LifeStep(
            step.State, step.At, index + 1 < steps.Count ? steps[index + 1].At : null, step.Detail)),
    ];

    private static HeldStretch StretchOf(JobStretch stretch, Cluster.Fleets.Fleet fleet) => new(
        stretch.Run.Attempt,
        stretch.Resource,
        stretch.Milli,
        string.Join(", ", StretchNodes.Of(stretch.Nodes).Select(node =>
            node.Node >= fleet.Nodes.Count ? "?"
                : node.Tasks > 1 ? $"{fleet.Nodes[node.Node].Name} ×{node.Tasks}"
                : fleet.Nodes[node.Node].Name)),
        stretch.Began,
        stretch.Ended);
}
