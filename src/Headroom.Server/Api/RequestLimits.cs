using System.Globalization;
using Headroom.Server.Access;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Headroom.Server.Api;

/// <summary>What one client may ask of the server: sizes, speeds and rates. What is beyond is refused.</summary>
internal static class RequestLimits
{
    /// <summary>Most mebibytes of a body.</summary>
    public const int BodyMebibytesMax = 1;

    private const int HeaderBytesMax = 16 << 10;
    private const int HeadersMax = 64;

    // What comes slower than a modem is not meant to arrive.
    private static readonly MinDataRate BodyRateMin = new(bytesPerSecond: 1_000, TimeSpan.FromSeconds(5));
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Limits of connections, headers and bodies.</summary>
    public static void Set(KestrelServerLimits limits, ControlPlaneOptions options)
    {
        limits.MaxConcurrentConnections = options.ConnectionsMax;
        limits.MaxRequestBodySize = BodyMebibytesMax << 20;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.MinRequestBodyDataRate = BodyRateMin;
        limits.MinResponseDataRate = BodyRateMin;
    }

    /// <summary>Rates by bearer, and by address for those who have none.</summary>
    public static Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var services = context.RequestServices;
        var (rates, options) =
            (services.GetRequiredService<RequestRates>(), services.GetRequiredService<ControlPlaneOptions>());
        var pause = context.Features.Get<Bearer>() is { } bearer
            ? rates.Add($"bearer {bearer.Scope}", options.RequestsOfBearerMax)
            : rates.Add($"address {Origin.Of(context.Connection.RemoteIpAddress)}", options.RequestsOfAddressMax);
        if (pause is not { } wait) return next(context);

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    /// <summary>Refuses bodies that are packed: a few bytes of them could be gigabytes.</summary>
    public static Task RefusePackedAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.ContentEncoding.Count == 0) return next(context);

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }
}
