using Headroom.Server.Access;
using Headroom.Server.Pages.Layout;

namespace Headroom.Server.Pages.SignIn;

/// <summary>Where a token becomes a session, and where the session ends.</summary>
internal static class SignInPages
{
    private const long FormBytesMax = 4096;

    public static void Map(IEndpointRouteBuilder web)
    {
        web.MapGet("/login", (HttpContext context, TimeProvider time) => Show(context, time, isRefused: false));
        web.MapPost("/login", SignInAsync);
        web.MapPost("/logout", SignOut);
    }

    private static IResult Show(HttpContext context, TimeProvider time, bool isRefused)
    {
        var request = PageRequest.Of(context, time.GetUtcNow().ToUnixTimeMilliseconds());
        var frame = request.Frame(Section.None) with { Bearer = "" };
        return Page.Of<SignInPage>(
            frame, new SignInModel(Local(context.Request.Query["next"]), isRefused),
            isRefused ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, TimeProvider time, Bearers bearers, WrongTokens wrong)
    {
        if (!Session.IsOwn(context.Request) || context.Request.ContentLength is null or > FormBytesMax
            || !context.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var secret = form["token"].ToString().Trim();
        if ((await bearers.FindAsync(secret, context.RequestAborted)).Bearer is null)
        {
            return wrong.Add(context.Connection.RemoteIpAddress, out _) is null
                ? Show(context, time, isRefused: true)
                : Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        Session.Begin(context, secret);
        return Results.LocalRedirect(Local(form["next"]));
    }

    private static IResult SignOut(HttpContext context)
    {
        if (!Session.IsOwn(context.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);

        Session.End(context);
        return Results.LocalRedirect("/login");
    }

    // Never to another server, whoever made the link.
    private static string Local(string? address) =>
        address is ['/', ..] and not (['/', '/' or '\\', ..]) && !address.Any(char.IsControl) ? address : "/";
}
