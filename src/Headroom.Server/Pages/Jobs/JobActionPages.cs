using System.Globalization;
using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;
using Headroom.Storage;

namespace Headroom.Server.Pages.Jobs;

/// <summary>What people do to jobs from their pages: the same commands as those of the API.</summary>
internal static class JobActionPages
{
    private const int JobsMax = 500;

    private static readonly Dictionary<string, Func<Turn, Bearer, JobId, JobId>> Actions = new()
    {
        ["cancel"] = JobCommands.Cancel,
        ["hold"] = JobCommands.Hold,
        ["release"] = JobCommands.Release,
    };

    public static void Map(IEndpointRouteBuilder web)
    {
        foreach (var (name, run) in Actions)
        {
            web.MapPost($"/jobs/{{id:long}}/{name}", (
                HttpContext context, TimeProvider time, ControlLoop loop, Store store, long id) =>
                Page.AnswerAsync(context, time, async (request, bearer) =>
                {
                    Visible.Require(bearer, Role.Member);
                    await Visible.JobAsync(store, bearer, id, request.Cancellation);
                    await loop.DoAsync(turn => run(turn, bearer, new JobId(id)));
                    return SeeOther($"/jobs/{id}", context);
                }));
        }

        web.MapPost("/jobs/actions", (HttpContext context, TimeProvider time, ControlLoop loop, Store store) =>
            Page.AnswerAsync(context, time, (request, bearer) => RunAsync(request, bearer, loop, store)));
    }

    private static async Task<IResult> RunAsync(PageRequest request, Bearer bearer, ControlLoop loop, Store store)
    {
        Visible.Require(bearer, Role.Member);
        var form = await request.Context.Request.ReadFormAsync(request.Cancellation);
        var back = form["back"].ToString() is ['/', 'j', 'o', 'b', 's', ..] address ? address : "/jobs";
        if (!Actions.TryGetValue(form["action"].ToString(), out var run))
            throw new Refusal(RefusalKind.Invalid, "There is no such action", "choose cancel, hold or release");

        var jobs = new List<Storage.Reading.StoredJob>();
        foreach (var text in form["id"].Distinct().Take(JobsMax))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;

            jobs.Add((await Visible.JobAsync(store, bearer, id, request.Cancellation)).Job);
        }

        // What cannot be undone is shown once more before it is done.
        if (form["action"] == "cancel" && form["sure"] != "yes" && jobs.Count > 0)
            return Page.Of<CancelPage>(request.Frame(Section.Jobs), new CancelModel(jobs, back));

        var done = 0;
        foreach (var job in jobs)
        {
            try
            {
                await loop.DoAsync(turn => run(turn, bearer, job.Id));
                done++;
            }
            catch (Refusal refusal) when (refusal.Kind == RefusalKind.Conflict)
            {
                // It stands otherwise by now: the page says how many were done.
            }
        }

        var mark = back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return SeeOther(string.Create(CultureInfo.InvariantCulture, $"{back}{mark}done={done}-{jobs.Count}"), request.Context);
    }

    // Loading the page again must not do it again.
    private static IResult SeeOther(string address, HttpContext context)
    {
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
