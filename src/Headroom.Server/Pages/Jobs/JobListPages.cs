using System.Globalization;
using Headroom.Client.Jobs;
using Headroom.Server.Access;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>The list of jobs: what it shows is in its address.</summary>
internal static class JobListPages
{
    private const int Rows = 50;

    public static void Map(IEndpointRouteBuilder web) => web.MapGet(
        "/jobs",
        (HttpContext context, TimeProvider time, PoolPulse pulse, Store store) => Page.AnswerAsync(
            context, time, (request, bearer) => ShowAsync(request, bearer, pulse, store)));

    private static async Task<IResult> ShowAsync(PageRequest request, Bearer bearer, PoolPulse pulse, Store store)
    {
        // From the search of every page: a number is a job, anything else a name.
        if (request.Value("find") is { Length: > 0 } find)
        {
            var isNumber = long.TryParse(find, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            return Results.LocalRedirect(isNumber
                ? $"/jobs/{id}"
                : new JobListFilter { Name = find }.ToAddress());
        }

        var filter = JobListFilter.Of(request.Value);
        var page = await store.Jobs.ReadAsync(filter.ToQuery(bearer.Tenant, Rows), request.Cancellation);
        var counts = await store.Jobs.CountsAsync(
            bearer.Tenant.Length > 0 ? bearer.Tenant : null, request.Cancellation);
        var queues = (await pulse.LatestAsync()).Queues.Where(queue => bearer.Sees(queue.Tenant)).ToArray();
        return Page.Of<JobListPage>(
            request.Frame(Section.Jobs),
            new JobListModel
            {
                Filter = filter,
                Jobs = page.Jobs,
                Next = page.Next,
                Counts = CountsOf(counts, filter),
                Tenants = bearer.Tenant.Length > 0
                    ? []
                    : [.. queues.Where(queue => queue.Depth == 1).Select(queue => queue.Name)],
                Queues = [.. queues.Where(queue => queue.TakesJobs).Select(queue => queue.Name)],
                Done = DoneOf(request.Value("done")),
            });
    }

    private static Dictionary<JobStatus, long> CountsOf(IReadOnlyList<JobCount> counts, JobListFilter filter) => counts
        .Where(count => (filter.Tenant.Length == 0 || count.Tenant == filter.Tenant)
            && (filter.Queue.Length == 0 || count.Queue == filter.Queue))
        .GroupBy(count => JobViews.StatusOf(count.State))
        .ToDictionary(group => group.Key, group => group.Sum(count => count.Jobs));

    private static (int Done, int Asked)? DoneOf(string text) =>
        text.Split('-') is [var done, var asked]
        && int.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
            ? (count, all)
            : null;
}
