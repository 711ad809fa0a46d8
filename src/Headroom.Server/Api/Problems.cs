using System.Text.RegularExpressions;
using Headroom.Client.Wire;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage.Faults;
using Microsoft.AspNetCore.Diagnostics;

namespace Headroom.Server.Api;

/// <summary>Turns refusals into problem details (RFC 9457); says nothing about faults of the program.</summary>
internal static partial class Problems
{
    private const string MediaType = "application/problem+json";
    private const string SeeDocument = "see the API's document at /openapi/v1.json";

    /// <summary>Answers what was thrown.</summary>
    public static Task HandleAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return WriteAsync(context, fault switch
        {
            Refusal refusal => Of(refusal),
            StoreException { Fault: StoreFault.Refused } refused => new Problem
            {
                Type = "invalid",
                Title = refused.Message,
                Status = StatusCodes.Status422UnprocessableEntity,
                Detail = "mend the question and ask again",
            },
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(),
            BadHttpRequestException bad => Unreadable(bad),
            _ => new Problem
            {
                Type = "fault",
                Title = "The server failed",
                Status = StatusCodes.Status500InternalServerError,
                Detail = $"tell its operator; the log has it under {context.TraceIdentifier}",
            },
        });
    }

    /// <summary>Answers a status that nobody else has explained.</summary>
    public static Task ExplainAsync(HttpContext context) => WriteAsync(context, context.Response.StatusCode switch
    {
        _ when context.Features.Get<TokenFault>() is { } fault => new Problem
        {
            Type = fault.Type,
            Title = fault.Title,
            Status = fault.Status,
            Detail = fault.Detail,
        },
        StatusCodes.Status401Unauthorized => new Problem
        {
            Type = "not-authorised",
            Title = "A valid token is needed",
            Status = StatusCodes.Status401Unauthorized,
            Detail = "send one as 'Authorization: Bearer hr_…'",
        },
        StatusCodes.Status404NotFound => NotFound("There is nothing at this address", SeeDocument),
        StatusCodes.Status405MethodNotAllowed => new Problem
        {
            Type = "method-not-allowed",
            Title = "This cannot be done with what is at this address",
            Status = StatusCodes.Status405MethodNotAllowed,
            Detail = SeeDocument,
        },
        StatusCodes.Status413PayloadTooLarge => TooLarge(),
        StatusCodes.Status415UnsupportedMediaType => new Problem
        {
            Type = "unsupported-media",
            Title = "The body is of another kind than is read here",
            Status = StatusCodes.Status415UnsupportedMediaType,
            Detail = "send JSON as application/json, not compressed",
        },
        StatusCodes.Status429TooManyRequests => new Problem
        {
            Type = "too-many",
            Title = "Too many requests come from you",
            Status = StatusCodes.Status429TooManyRequests,
            Detail = "send fewer, and come again after the seconds of Retry-After",
        },
        var status => new Problem
        {
            Type = "refused",
            Title = "The request was refused",
            Status = status,
            Detail = SeeDocument,
        },
    });

    /// <summary>There is no such thing, or not for this bearer: both are said alike.</summary>
    public static Problem NotFound(string title, string detail) => new()
    {
        Type = "not-found",
        Title = title,
        Status = StatusCodes.Status404NotFound,
        Detail = detail,
    };

    private static Problem TooLarge() => new()
    {
        Type = "too-large",
        Title = "The body is larger than is read here",
        Status = StatusCodes.Status413PayloadTooLarge,
        Detail = $"send at most {RequestLimits.BodyMebibytesMax} MiB in one request",
    };

    private static Problem Unreadable(BadHttpRequestException fault) => new()
    {
        Type = fault.StatusCode switch
        {
            StatusCodes.Status415UnsupportedMediaType => "unsupported-media",
            StatusCodes.Status408RequestTimeout => "too-slow",
            _ => "malformed",
        },
        Title = "The request cannot be read",
        Status = fault.StatusCode,
        Detail = TypeName().Replace(fault.InnerException?.Message ?? fault.Message, "$1"),
    };

    private static Problem Of(Refusal refusal) => new()
    {
        Type = refusal.Type.Length > 0 ? refusal.Type : refusal.Kind switch
        {
            RefusalKind.Invalid => "invalid",
            RefusalKind.NotFound => "not-found",
            RefusalKind.Conflict => "conflict",
            RefusalKind.Stale => "stale",
            RefusalKind.Forbidden => "forbidden",
            RefusalKind.Busy => "busy",
            _ => "not-stored",
        },
        Title = refusal.Message,
        Status = refusal.Kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Busy => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status503ServiceUnavailable,
        },
        Detail = refusal.Remedy,
        Key = refusal.Key,
    };

    private static async Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            if (context.Response.Headers.RetryAfter.Count == 0) context.Response.Headers.RetryAfter = "1";
        }

        await context.Response.WriteAsJsonAsync(problem, ApiJson.Options, MediaType, context.RequestAborted);
    }

    // Names of the program's own types help nobody outside.
    [GeneratedRegex(@"\b(?:Headroom|System)\.(?:\w+\.)*(\w+)")]
    private static partial Regex TypeName();
}
