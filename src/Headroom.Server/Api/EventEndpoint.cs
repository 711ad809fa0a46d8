using System.Globalization;
using Headroom.Client.Events;
using Headroom.Server.Access;
using Headroom.Server.Changes;
using Headroom.Server.Loop;
using Headroom.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Headroom.Server.Api;

/// <summary>What changes, as server-sent events.</summary>
internal static class EventEndpoint
{
    private const string LastEventId = "Last-Event-ID";

    // A bearer is asked again who he is: a token may end while a page stays open for days.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", StreamAsync).WithName("streamEvents")
            .Produces<ChangeView>(StatusCodes.Status200OK, "text/event-stream")
            .WithSummary("What changes, as it changes.");

    private static async Task StreamAsync(
        HttpContext context,
        Store store,
        ChangeFeed feed,
        StreamPlaces places,
        ControlPlaneOptions options,
        IHostApplicationLifetime lifetime,
        long? after = null,
        long? job = null)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var last = LastOf(context) ?? after;
        if (last < 0)
            throw new Refusal(RefusalKind.Invalid, $"No event has the number {last}", "name the last one that you have");

        if (job is { } id) await JobEndpoints.RequireAsync(store, bearer, id, context.RequestAborted);
        using var place = places.Take(bearer);
        using var limit = new CancellationTokenSource(Longest, options.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token, place.Ending, lifetime.ApplicationStopping, context.RequestAborted);
        Begin(context);
        var stream = new ChangeStream(
            context.Response.BodyWriter, feed, new ChangeViews(bearer, job, store.Fleet), options.Time);
        try
        {
            await stream.RunAsync(last, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The answer ends as it should: its reader comes again.
        }
        catch (TimeoutException)
        {
            context.Abort();
        }
    }

    private static void Begin(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        // For proxies that would keep events back until there are many.
        headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    // What a browser sends when it comes again; it wins over the address, which still names the first place.
    private static long? LastOf(HttpContext context)
    {
        var text = context.Request.Headers[LastEventId].ToString();
        if (text.Length == 0) return null;

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : throw new Refusal(RefusalKind.Invalid, $"{LastEventId} is no number of an event", "send one as it came");
    }
}
