using Headroom.Client.Planning;
using Headroom.Server.Loop;
using Headroom.Sizing.Advice;
using Headroom.Sizing.Memory;
using Headroom.Sizing.ScalingLaws;
using Headroom.Traces.Facts;

namespace Headroom.Server.Planning;

/// <summary>Ways to a model of a quality.</summary>
internal static class SizeAnswers
{
    private const string ChipUsual = "H100";
    private const double PueUsual = 1.3;
    private const double PueMost = 5;
    private const double AmountMost = 1e40;
    private const int VariantsMost = 1_000_000;
    private const int ChipsMost = 1 << 24;
    private const int SequenceUsual = 2048;
    private const int SequenceMost = 1 << 20;
    private const int BatchMost = 4096;
    private const double Giga = 1e9;

    /// <summary>The ways.</summary>
    /// <exception cref="Refusal">The question is at fault, or no model is so good.</exception>
    public static SizeView Of(SizeQuestion asked)
    {
        var law = ScalingLaw.Besiroglu;
        var (chip, hardware) = ChipOf(asked.Chip);
        GapQuestion.Within("own_tokens", asked.OwnTokens, 1, AmountMost);
        GapQuestion.Within("served_tokens", asked.ServedTokens, 0, AmountMost);
        GapQuestion.Within("variants", asked.Variants, 1, VariantsMost);
        GapQuestion.Within("pue", asked.Pue, 1, PueMost);
        GapQuestion.Within("chips", asked.Chips, 1, ChipsMost);
        GapQuestion.Within("sequence", asked.Sequence, 1, SequenceMost);
        GapQuestion.Within("micro_batch", asked.MicroBatch, 1, BatchMost);
        var request = new SizeRequest
        {
            Loss = LossOf(law, asked),
            OwnTokens = asked.OwnTokens ?? 0,
            ServedTokens = asked.ServedTokens ?? 0,
            Variants = asked.Variants ?? 1,
        };
        var routes = SizeAdvice.Routes(law, request);
        var layouts = SizeLayouts.Of(
            routes, hardware, asked.Chips,
            parameters => TrainedModel.Usual(parameters, asked.Sequence ?? SequenceUsual, asked.MicroBatch ?? 1));
        return new SizeView(
            request.Loss, chip, [.. routes.Select(route => Of(route, hardware, asked.Pue ?? PueUsual))])
        {
            Layouts = [.. layouts.First.Select(plan => Of(plan, hardware))],
            SavedByOneBase = SizeAdvice.SavedByOneBase(routes),
        };
    }

    private static SizeLayoutView Of(ParallelPlan plan, Hardware hardware) => new(
        plan.Layout.Tensor, plan.Layout.Pipeline, plan.Layout.Data, plan.Layout.ZeroStage,
        plan.StateBytes / Giga, plan.ActivationBytes / Giga, plan.Bytes <= hardware.UsableBytes);

    private static double LossOf(ScalingLaw law, SizeQuestion asked)
    {
        var all = new[] { asked.Loss, asked.Like, asked.Flop };
        if (all.Count(one => one is not null) != 1)
        {
            throw new Refusal(
                RefusalKind.Invalid, "It is not said how good the model has to be", "give one of loss, like and flop");
        }

        GapQuestion.Within("like", asked.Like, 1, AmountMost);
        GapQuestion.Within("flop", asked.Flop, 1, AmountMost);
        var loss = asked.Loss ?? At(law, asked.Like is { } like ? law.OptimumOf(like) : law.Optimum(asked.Flop!.Value));
        if (loss > law.Floor && loss <= AmountMost) return loss;

        throw new Refusal(
            RefusalKind.Invalid, "No model has this loss",
            FormattableString.Invariant($"by the law none is better than {law.Floor} nats a token; ask for more"))
        {
            Key = "loss",
        };
    }

    private static double At(ScalingLaw law, ModelSize size) => law.Loss(size.Parameters, size.Tokens);

    /// <summary>A kind of chip by its name; null for the usual one.</summary>
    /// <exception cref="Refusal">None has that name.</exception>
    public static (string Name, Hardware Hardware) ChipOf(string? asked)
    {
        var (name, known) = (asked ?? ChipUsual, ChipFile.ReadShipped());
        var chip = known.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new Refusal(
                RefusalKind.Invalid, $"No chip is called '{name}'",
                $"name {string.Join(", ", known.Select(one => one.Name).Distinct())}")
            {
                Key = "chip",
            };
        return (chip.Name, new Hardware(chip.Teraflops, chip.MemoryGb, chip.PowerWatts));
    }

    private static SizeRouteView Of(SizeRoute route, Hardware hardware, double pue)
    {
        var hours = Hardware.Utilisation.Select(share => hardware.Hours(route.Operations, share)).ToArray();
        return new SizeRouteView
        {
            Way = route.Name,
            Parameters = route.Parameters,
            Tokens = route.Tokens,
            Loss = route.Loss,
            TrainingFlop = route.Operations,
            LifetimeFlop = route.LifetimeOperations,
            ChipHoursLow = hours[2],
            ChipHours = hours[1],
            ChipHoursHigh = hours[0],
            KilowattHours = hardware.KilowattHours(hours[1], pue),
            ChipsToTrain = hardware.ChipsFor(route.TrainingBytes),
            ChipsToServe = hardware.ChipsFor(route.ServingBytes),
            Warnings = route.Warnings,
        };
    }
}
