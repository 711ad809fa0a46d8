using Headroom.Client.Planning;
using Headroom.Server.Loop;
using Headroom.Sizing.Serving;

namespace Headroom.Server.Planning;

/// <summary>Chips to serve adapters of one base.</summary>
internal static class ServingAnswers
{
    private const double BaseUsual = 7e9;
    private const double BaseMost = 1e15;
    private const double SecondsMost = 1e9;
    private const double TimeMost = 1e12;
    private const double QuantileLeast = 0.001;
    private const int RequestsMost = 200_000;
    private const int RankMost = 4_096;
    private const int AdaptersMost = 1_000_000;
    private const double Giga = 1e9;

    /// <summary>The question, of which everything is in range.</summary>
    /// <exception cref="Refusal">It is at fault.</exception>
    public static ServingSizeQuestion Checked(ServingSizeQuestion asked)
    {
        if (asked.Requests.Count is 0 or > RequestsMost)
        {
            throw new Refusal(
                RefusalKind.Invalid, $"There are {asked.Requests.Count} requests", $"give 1 to {RequestsMost}")
            {
                Key = "requests",
            };
        }

        for (var i = 0; i < asked.Requests.Count; i++)
        {
            GapQuestion.Within($"requests[{i}].at", asked.Requests[i].At, 0, TimeMost);
            GapQuestion.Within($"requests[{i}].seconds", asked.Requests[i].Seconds, 0, SecondsMost);
        }

        GapQuestion.Within("base", asked.Base, 1, BaseMost);
        GapQuestion.Within("wait_seconds", asked.WaitSeconds, 0, SecondsMost);
        GapQuestion.Within("quantile", asked.Quantile, QuantileLeast, 1);
        GapQuestion.Within("rank", asked.Rank, 1, RankMost);
        GapQuestion.Within("adapters", asked.Adapters, 1, AdaptersMost);
        return asked;
    }

    /// <summary>The answer to a checked question.</summary>
    /// <exception cref="Refusal">No chip has that name.</exception>
    public static ServingSizeView Of(ServingSizeQuestion asked)
    {
        var (chip, hardware) = SizeAnswers.ChipOf(asked.Chip);
        ServedRequest[] requests =
        [
            .. asked.Requests.OrderBy(request => request.At)
                .Select(request => new ServedRequest(request.At, request.Seconds, request.Model)),
        ];
        var usual = new ServingQuestion(asked.Base ?? BaseUsual);
        var size = ServingSize.Of(
            requests,
            usual with
            {
                WaitSeconds = asked.WaitSeconds ?? usual.WaitSeconds,
                Quantile = asked.Quantile ?? usual.Quantile,
                Rank = asked.Rank ?? usual.Rank,
                Adapters = asked.Adapters,
            },
            hardware);
        return new ServingSizeView(
            chip, size.Models, size.Adapters, size.MeanBusy,
            new ServingFleetView(size.SharedReplicas, size.SharedBytes / Giga, size.SharedTotal),
            new ServingFleetView(size.SeparateReplicas, size.SeparateBytes / Giga, size.SeparateTotal),
            size.Saved);
    }
}
