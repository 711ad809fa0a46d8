using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Billing;
using Headroom.Server.Commands;
using Headroom.Server.Estimates;
using Headroom.Server.Loop;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Api;

/// <summary>Jobs over HTTP.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs");
        jobs.MapPost("", SubmitAsync).WithName("submitJob").Produces<Submitted>(StatusCodes.Status201Created)
            .WithSummary("Submits a job, or an array of jobs.");
        jobs.MapGet("", ListAsync).WithName("listJobs").Produces<JobList>()
            .WithSummary("One page of jobs, the last submitted first.");
        jobs.MapGet("/{id:long}", FindAsync).WithName("getJob").Produces<JobDetail>().WithSummary("One job.");
        jobs.MapGet("/{id:long}/why", WhyAsync).WithName("whyJob").Produces<WhyView>().WithSummary("Why a job waits.");
        jobs.MapGet("/{id:long}/logs", LogEndpoint.ReadAsync).WithName("readLog").Produces<LogPart>()
            .WithSummary("What a job wrote.");
        MapAction(jobs, "cancel", JobCommands.Cancel).WithSummary("Ends a job.");
        MapAction(jobs, "hold", JobCommands.Hold).WithSummary("Keeps a waiting job from starting.");
        MapAction(jobs, "release", JobCommands.Release).WithSummary("Lets a held job go on.");
    }

    /// <inheritdoc cref="Visible.JobAsync"/>
    public static Task<JobDetails> RequireAsync(Store store, Bearer bearer, long id, CancellationToken cancellation) =>
        Visible.JobAsync(store, bearer, id, cancellation);

    private static async Task<IResult> SubmitAsync(
        HttpContext context, JobRequest request, RepeatableAnswers answers, AgreedJobs agreed)
    {
        var bearer = BearerOf(context, Role.Member);
        var admitted = agreed.Admitted(request);
        var answer = await answers.AnswerAsync(
            context, bearer, JsonSerializer.Serialize(request, ApiJson.Options),
            (turn, asked) => new Submission(admitted, asked).Run(turn));
        return TypedResults.Created($"/api/v1/jobs/{answer.First}", answer);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        Store store,
        string? tenant = null,
        string? queue = null,
        string? name = null,
        string? state = null,
        string? after = null,
        int limit = 100)
    {
        var bearer = BearerOf(context, Role.Viewer);
        if (limit is < 1 or > JobFilter.LimitMax)
        {
            throw new Refusal(
                RefusalKind.Invalid, $"A page of {limit} is out of range", $"ask for 1 to {JobFilter.LimitMax}");
        }

        var page = await store.Jobs.ReadAsync(
            new JobQuery
            {
                Tenant = bearer.Tenant.Length > 0 ? bearer.Tenant : tenant,
                Queue = queue,
                NamePrefix = name,
                States = state is { } asked ? [JobViews.StateOf(StatusOf(asked))] : [],
                Cursor = after,
                Size = limit,
            },
            context.RequestAborted);
        return TypedResults.Ok(new JobList([.. page.Jobs.Select(JobViews.Of)], page.Next));
    }

    private static async Task<IResult> FindAsync(
        HttpContext context, Store store, PriceLists prices, TimeProvider time, long id)
    {
        var bearer = BearerOf(context, Role.Viewer);
        var details = await RequireAsync(store, bearer, id, context.RequestAborted);
        // What a running job costs grows without a change of its version.
        var isSettled = details.Stretches.All(stretch => stretch.Ended is not null);
        return Etags.IsKnown(context, JobEtag.Of(details.Job)) && isSettled
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(await ViewAsync(context, prices, time, bearer, details));
    }

    private static async Task<JobDetail> ViewAsync(
        HttpContext context, PriceLists prices, TimeProvider time, Bearer bearer, JobDetails details) => JobViews.Of(
            details, await prices.ReadAsync(context.RequestAborted), bearer, time.GetUtcNow().ToUnixTimeMilliseconds());

    private static async Task<IResult> WhyAsync(
        HttpContext context, ControlLoop loop, Store store, StartChanges starts, long id, bool changes = false)
    {
        var bearer = BearerOf(context, Role.Viewer);
        var details = await RequireAsync(store, bearer, id, context.RequestAborted);
        var why = await loop.DoAsync(turn => WhyViews.Of(details, turn.State, bearer, turn.Now));
        return TypedResults.Ok(changes
            ? why with { Changes = await starts.OfAsync(new JobId(id), bearer, context.RequestAborted) }
            : why);
    }

    private static JobStatus StatusOf(string name) =>
        Enum.TryParse<JobStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status)
            ? status
            : throw new Refusal(
                RefusalKind.Invalid,
                "There is no such state",
                $"ask for one of {string.Join(", ", Enum.GetNames<JobStatus>()).ToUpperInvariant()}")
            {
                Key = "state",
            };

    private static RouteHandlerBuilder MapAction(
        RouteGroupBuilder jobs, string action, Func<Turn, Bearer, JobId, JobId> run) =>
        jobs.MapPost(
            $"/{{id:long}}/{action}",
            async (HttpContext context, ControlLoop loop, Store store, PriceLists prices, TimeProvider time, long id) =>
            {
                var bearer = BearerOf(context, Role.Member);
                await RequireAsync(store, bearer, id, context.RequestAborted);
                var asked = Etags.VersionAskedBy(context.Request);
                await loop.DoAsync(turn =>
                {
                    if (asked is { } version) JobEtag.Require(turn, store, new JobId(id), version);
                    return run(turn, bearer, new JobId(id));
                });
                var details = await RequireAsync(store, bearer, id, context.RequestAborted);
                context.Response.Headers.ETag = JobEtag.Of(details.Job);
                return TypedResults.Ok(await ViewAsync(context, prices, time, bearer, details));
            }).WithName($"{action}Job").Produces<JobDetail>();

    /// <inheritdoc cref="Visible.BearerOf"/>
    public static Bearer BearerOf(HttpContext context, Role least) => Visible.BearerOf(context, least);
}
