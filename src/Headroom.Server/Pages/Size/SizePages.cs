using Headroom.Client.Planning;
using Headroom.Server.Loop;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Planning;

namespace Headroom.Server.Pages.Size;

/// <summary>How large a model has to be, and what each way to it takes.</summary>
internal static class SizePages
{
    private const double Billion = 1e9;
    private const double LikeUsual = 7;

    public static void Map(IEndpointRouteBuilder web) => web.MapGet(
        "/size", (HttpContext context, TimeProvider time) =>
            Page.AnswerAsync(context, time, (request, _) => Task.FromResult(Show(request))));

    private static IResult Show(PageRequest request)
    {
        var asked = QuestionOf(request);
        try
        {
            return Page.Of<SizePage>(request.Frame(Section.Size), new SizeModel(asked, SizeAnswers.Of(asked)));
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid)
        {
            return Page.Of<SizePage>(
                request.Frame(Section.Size),
                new SizeModel(asked, View: null) { Fault = (refusal.Message, refusal.Remedy) },
                StatusCodes.Status422UnprocessableEntity);
        }
    }

    // What cannot be read is out of every range.
    private static SizeQuestion QuestionOf(PageRequest request) => new()
    {
        Like = (request.Number("like") ?? LikeUsual) * Billion,
        OwnTokens = request.Number("own") * Billion,
        ServedTokens = request.Number("served") * Billion,
        Variants = (int?)request.Number("variants"),
        Chip = request.Value("chip") is { Length: > 0 } chip ? chip : null,
        Chips = (int?)request.Number("chips"),
        Sequence = (int?)request.Number("sequence"),
    };
}
