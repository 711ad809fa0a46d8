using Headroom.Client.Planning;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Planning;

namespace Headroom.Server.Pages.Gap;

/// <summary>The gap of the pool over its own last days: what it has, against all that was asked of it.</summary>
internal static class GapPages
{
    private const int DaysUsual = 7;
    private const double Percent = 100;

    public static void Map(IEndpointRouteBuilder web) => web.MapGet(
        "/gap", (HttpContext context, TimeProvider time, PoolGap gap) =>
            Page.AnswerAsync(context, time, (request, bearer) => ShowAsync(request, bearer, gap)));

    private static async Task<IResult> ShowAsync(PageRequest request, Bearer bearer, PoolGap gap)
    {
        if (bearer.Tenant.Length > 0)
        {
            throw new Refusal(
                RefusalKind.Forbidden, "The gap is of every tenant",
                "ask for a token of an operator, of scope 'pool:read'");
        }

        var filter = FilterOf(request);
        try
        {
            var view = await gap.MeasureAsync(GapQuestion.Checked(filter), request.Cancellation);
            return Page.Of<GapPage>(request.Frame(Section.Gap), new GapModel(filter, view));
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.Busy)
        {
            return Page.Of<GapPage>(
                request.Frame(Section.Gap),
                new GapModel(filter, View: null) { Fault = (refusal.Message, refusal.Remedy) },
                refusal.Kind switch
                {
                    RefusalKind.Busy => StatusCodes.Status429TooManyRequests,
                    RefusalKind.Conflict => StatusCodes.Status409Conflict,
                    _ => StatusCodes.Status422UnprocessableEntity,
                });
        }
    }

    // Shares are in percent on the page, as people measure them; what cannot be read is out of every range.
    private static GapFilter FilterOf(PageRequest request) => new()
    {
        Days = (int)(request.Number("days") ?? DaysUsual),
        Busy = request.Number("busy") / Percent,
        Mfu = request.Number("mfu") / Percent,
        LeadMonths = request.Number("lead"),
        DoublingMonths = request.Number("doubling"),
        Share = request.Value("share") == "yes",
    };
}
