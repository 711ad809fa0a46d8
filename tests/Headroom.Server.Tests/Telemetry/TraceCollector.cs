using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Tests.Telemetry;

/// <summary>A small collector that takes traces over HTTP and reads what a span is made of.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _web;

    private TraceCollector(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.First());

    /// <summary>Spans so far.</summary>
    public ConcurrentQueue<ReceivedSpan> Spans { get; } = [];

    /// <summary>Bodies so far.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = [];

    public static async Task<TraceCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new TraceCollector(builder.Build());
        collector._web.MapPost("/v1/traces", async context =>
        {
            Assert.Equal("application/x-protobuf", context.Request.ContentType);
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector.Bodies.Enqueue(body.ToArray());
            foreach (var span in ReceivedSpan.AllIn(body.ToArray())) collector.Spans.Enqueue(span);
            context.Response.ContentType = "application/x-protobuf";
        });
        await collector._web.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
