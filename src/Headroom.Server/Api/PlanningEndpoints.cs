using Headroom.Client.Planning;
using Headroom.Server.Access;
using Headroom.Server.Planning;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headroom.Server.Api;

/// <summary>Questions of capacity and size over HTTP. They change nothing.</summary>
internal static class PlanningEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/forecasts", ForecastAsync).WithName("forecast").Produces<IReadOnlyList<ForecastView>>()
            .WithSummary("What comes next in series, with intervals that are measured on their own past.");
        api.MapPost("/sizes", Size).WithName("size").Produces<SizeView>()
            .WithSummary("How large a model has to be, on how much data, and what training and serving it takes.");
        api.MapPost("/sizes/serving", ServeAsync).WithName("sizeServing").Produces<ServingSizeView>()
            .WithSummary("How many chips serve the adapters of one base for a history of requests.");
        api.MapPost("/sites", SiteAsync).WithName("planSites").Produces<SitePlanView>()
            .WithSummary(
                "Where, when and how much to build, with the proof of how good the plan is; may take two minutes.");
        api.MapPost("/abatements", Abate).WithName("abate").Produces<AbatementView>()
            .WithSummary("The cheapest mix of measures that closes a gap by a day.");
    }

    private static async Task<IResult> ForecastAsync(HttpContext context, ForecastQuestion asked, Questions questions)
    {
        JobEndpoints.BearerOf(context, Role.Operator);
        var question = ForecastAnswers.Checked(asked);
        return TypedResults.Ok(await questions.AnswerAsync(() => ForecastAnswers.Of(question), context.RequestAborted));
    }

    private static Ok<SizeView> Size(HttpContext context, SizeQuestion asked)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(SizeAnswers.Of(asked));
    }

    private static async Task<IResult> ServeAsync(
        HttpContext context, ServingSizeQuestion asked, Questions questions)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        var question = ServingAnswers.Checked(asked);
        return TypedResults.Ok(await questions.AnswerAsync(() => ServingAnswers.Of(question), context.RequestAborted));
    }

    private static async Task<IResult> SiteAsync(HttpContext context, SiteQuestion asked, Questions questions)
    {
        JobEndpoints.BearerOf(context, Role.Operator);
        var (problem, gap) = SiteAnswers.Read(asked);
        return TypedResults.Ok(await questions.AnswerAsync(() => SiteAnswers.Of(problem, gap), context.RequestAborted));
    }

    private static Ok<AbatementView> Abate(HttpContext context, AbatementQuestion asked)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(AbatementAnswers.Of(asked));
    }
}
