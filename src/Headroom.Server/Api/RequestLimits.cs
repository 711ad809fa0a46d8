using System.Globalization;
using System.Threading.RateLimiting;
using Headroom.Server.Access;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Headroom.Server.Api;

/// <summary>What one client may ask of the server: sizes, speeds and rates. What is beyond is refused.</summary>
internal static class RequestLimits
{
    private const long BodyBytesMax = 1 << 20;
    private const int HeaderBytesMax = 16 << 10;
    private const int HeadersMax = 64;
    private const int BurstSeconds = 2;

    // What comes slower than a modem is not meant to arrive.
    private static readonly MinDataRate BodyRateMin = new(bytesPerSecond: 1_000, TimeSpan.FromSeconds(5));
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Limits of connections, headers and bodies.</summary>
    public static void Set(KestrelServerLimits limits, ControlPlaneOptions options)
    {
        limits.MaxConcurrentConnections = options.ConnectionsMax;
        limits.MaxRequestBodySize = BodyBytesMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.MinRequestBodyDataRate = BodyRateMin;
        limits.MinResponseDataRate = BodyRateMin;
    }

    /// <summary>Rates by bearer, and by address for those who have none.</summary>
    public static void Set(RateLimiterOptions limiter, ControlPlaneOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Features.Get<Bearer>() is { } bearer
                ? Bucket($"bearer {bearer.Scope}", options.RequestsOfBearerMax)
                : Bucket($"address {context.Connection.RemoteIpAddress}", options.RequestsOfAddressMax));
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var pause))
            {
                rejected.HttpContext.Response.Headers.RetryAfter =
                    Math.Max(1, Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            }

            return ValueTask.CompletedTask;
        };
    }

    /// <summary>Refuses bodies that are packed: a few bytes of them could be gigabytes.</summary>
    public static Task RefusePackedAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.ContentEncoding.Count == 0) return next(context);

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private static RateLimitPartition<string> Bucket(string name, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = BurstSeconds * perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
