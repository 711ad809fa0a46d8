using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage.Faults;
using Microsoft.AspNetCore.Components;

namespace Headroom.Server.Pages.Layout;

/// <summary>What all pages have in common: who is not signed in is asked to, and what is refused is said.</summary>
internal static class Page
{
    /// <summary>Answers a request with a page.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, TimeProvider time, Func<PageRequest, Bearer, Task<IResult>> answer)
    {
        var request = PageRequest.Of(context, time.GetUtcNow().ToUnixTimeMilliseconds());
        // No page of this server sent it: another one acts in the name of who is signed in here.
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && !Session.IsOwn(context.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (request.Bearer is not { } bearer) return SignInFirst(request);

        try
        {
            return await answer(request, bearer);
        }
        catch (Refusal refusal)
        {
            return Refused(request, refusal.Kind, refusal.Message, refusal.Remedy);
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Refused)
        {
            return Refused(request, RefusalKind.Invalid, fault.Message, "");
        }
    }

    /// <summary>A page of a component that takes a frame and a model.</summary>
    public static IResult Of<T>(Frame frame, object? model, int status = StatusCodes.Status200OK)
        where T : IComponent => new PageResult<T>(
            new Dictionary<string, object?> { ["Frame"] = frame, ["Model"] = model }, status);

    /// <summary>There is nothing, or not for this bearer: both look alike.</summary>
    public static IResult NotFound(PageRequest request) => Of<FaultPage>(
        request.Frame(Section.None), new FaultModel(Words.Word.NotFoundTitle, request.Texts[Words.Word.NotFoundText]),
        StatusCodes.Status404NotFound);

    private static IResult Refused(PageRequest request, RefusalKind kind, string sentence, string remedy) => kind switch
    {
        RefusalKind.NotFound => NotFound(request),
        _ => Of<FaultPage>(
            request.Frame(Section.None),
            new FaultModel(Words.Word.RefusedTitle, sentence, remedy),
            kind switch
            {
                RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
                RefusalKind.Conflict => StatusCodes.Status409Conflict,
                RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
                RefusalKind.Busy => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status503ServiceUnavailable,
            }),
    };

    // A page that is open is told to load anew: its session has ended.
    private static IResult SignInFirst(PageRequest request)
    {
        var from = HttpMethods.IsGet(request.Context.Request.Method)
            ? request.Context.Request.Path + request.Context.Request.QueryString
            : "/";
        var address = $"/login?next={Uri.EscapeDataString(from)}";
        if (!request.IsFragment) return Results.Redirect(address);

        request.Context.Response.Headers["HX-Redirect"] = address;
        return Results.NoContent();
    }
}
