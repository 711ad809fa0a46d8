using Headroom.Engines.Contract;
using Headroom.Server.Access;
using Headroom.Server.Changes;
using Headroom.Server.Clusters;
using Headroom.Server.Loop;
using Headroom.Server.Telemetry;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Writing;

namespace Headroom.Server.Api;

/// <summary>What operators and their machines ask the server about itself.</summary>
internal static class ServerEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // No run has a name that begins so: that the engine says so is all that is asked.
    private const string Nobody = "ready-probe";

    public static void Map(WebApplication web)
    {
        web.MapGet("/healthz", () => TypedResults.Text("ok\n")).WithName("isAlive")
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .WithSummary("Whether the process answers at all.");
        web.MapGet("/readyz", ReadyAsync).WithName("isReady").Produces<Readiness>()
            .WithSummary("Whether it can do its work: 503 where a part cannot.");
        web.MapGet("/metrics", MetricsAsync).WithName("readMetrics").RequireAuthorization()
            .Produces<string>(StatusCodes.Status200OK, "text/plain")
            .WithSummary("Figures for Prometheus; for bearers that see every tenant.");
    }

    private static async Task<IResult> ReadyAsync(
        ControlLoop loop, Store store, StoreWriter writer, PoolEngines engines, TimeProvider time,
        CancellationToken cancellation)
    {
        var leads = LeadsAsync(store, writer.Lead, time, cancellation);
        var turns = TurnsAsync(loop, time, cancellation);
        var answers = await Task.WhenAll(engines.All.Select(engine => AnswersAsync(engine, time, cancellation)));
        // A pool whose clusters are not all out of reach can do its work.
        var ready = new Readiness(await leads, await turns, writer.LastFault is null, answers.Contains(true));
        return TypedResults.Json(
            ready,
            statusCode: ready is { Lead: true, Loop: true, Store: true, Engine: true }
                ? StatusCodes.Status200OK
                : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> MetricsAsync(
        HttpContext context, ControlLoop loop, Store store, ChangeFeed feed, StreamPlaces streams, MeterBook meters)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        if (bearer.Tenant.Length > 0)
        {
            throw new Refusal(
                RefusalKind.Forbidden, "These figures are of every tenant", "ask for a token of an operator, of scope 'pool:read'");
        }

        var text = new PrometheusText();
        await PoolFigures.WriteAsync(text, loop, store, feed, streams, context.RequestAborted);
        meters.Write(text);
        return TypedResults.Text(text.ToString(), PrometheusText.MediaType);
    }

    // The store is asked: whoever took the lead did not tell.
    private static async Task<bool> LeadsAsync(
        Store store, Lead lead, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var (holder, until) = await Task.Run(store.Leader, cancellation).WaitAsync(Patience, time, cancellation);
            return holder == lead.Holder && until > time.GetUtcNow().ToUnixTimeMilliseconds();
        }
        catch (Exception fault) when (fault is StoreException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task<bool> TurnsAsync(ControlLoop loop, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await loop.DoAsync(_ => true).WaitAsync(Patience, time, cancellation);
        }
        catch (Exception fault) when (fault is Refusal or TimeoutException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(IEngine engine, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await engine.ListAsync(Nobody, cancellation).AsTask().WaitAsync(Patience, time, cancellation)
                is ListAnswer.Listed;
        }
        catch (Exception fault) when (fault is TimeoutException or IOException)
        {
            return false;
        }
    }
}

/// <summary>Which parts can do their work.</summary>
/// <param name="Lead">Whether this process leads the store, and nobody else may take that from it now.</param>
/// <param name="Loop">Whether the loop turns.</param>
/// <param name="Store">Whether the last transaction was stored.</param>
/// <param name="Engine">Whether the engine answers; of several, at least one.</param>
internal sealed record Readiness(bool Lead, bool Loop, bool Store, bool Engine);
