using System.Globalization;
using Headroom.Sizing.Memory;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Advice;

/// <summary>The ways to a model of a quality, from training it to adapting one that exists.</summary>
public static class SizeAdvice
{
    // Smallest and largest models of the points that the law was fitted to.
    private const double ParametersLeast = 57e6;
    private const double ParametersMost = 16e9;

    private const double BytesAWeight = 2;
    private const int Rank = 16;

    /// <summary>The ways, from the one that takes most compute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No model reaches the loss.</exception>
    public static IReadOnlyList<SizeRoute> Routes(ScalingLaw law, SizeRequest request)
    {
        if (law.OperationsFor(request.Loss) is not { } operations)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Loss, $"No model is better than {law.Floor} nats a token.");
        }

        var optimal = law.Optimum(operations);
        var routes = new List<SizeRoute> { FromScratch("train, least training", law, optimal, request) };
        if (request.ServedTokens > 0)
        {
            var lifetime = LifetimeOptimum.Of(law, request.Loss, request.ServedTokens);
            routes.Add(FromScratch("train, least over its life", law, lifetime, request));
        }

        if (request.OwnTokens > 0) routes.AddRange([Adapted(optimal, request, false), Adapted(optimal, request, true)]);
        return routes;
    }

    private static SizeRoute FromScratch(string name, ScalingLaw law, ModelSize size, SizeRequest request)
    {
        var warnings = new List<string>();
        if (size.Parameters is < ParametersLeast or > ParametersMost)
            warnings.Add("the law was fitted to models of 57 million to 16 billion parameters; this is beyond.");
        if (size.Ratio > LifetimeOptimum.RatioMax)
            warnings.Add($"more than {LifetimeOptimum.RatioMax:0} tokens a parameter were never measured.");

        var loss = law.Loss(size.Parameters, size.Tokens);
        if (request.OwnTokens > 0 && size.Tokens > request.OwnTokens)
        {
            var epochs = size.Tokens / request.OwnTokens;
            loss = law.Loss(size.Parameters, RepeatedDataLaw.EffectiveTokens(size.Tokens, request.OwnTokens));
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"it needs {epochs:0.#} passes over the own data, which keep {100 * RepeatedDataLaw.Efficiency(epochs):0} % "
                + $"of their worth."));
            if (epochs > RepeatedDataLaw.EpochsMax)
                warnings.Add("more than 40 passes were never measured: get more data, or adapt a base model.");
        }

        return new SizeRoute(
            name, size.Parameters, size.Tokens, size.Operations * request.Variants, loss,
            ZeroMemory.Bytes(size.Parameters, chips: 1, stage: 0), size.Parameters * BytesAWeight * request.Variants)
        {
            LifetimeOperations = size.Operations * request.Variants
                + LifetimeOptimum.OperationsPerServedToken * size.Parameters * request.ServedTokens,
            Warnings = warnings,
        };
    }

    private static SizeRoute Adapted(ModelSize size, SizeRequest request, bool isQuantised)
    {
        var adapter = AdapterParameters(size.Parameters);
        var operations = size.Parameters * request.OwnTokens * ScalingLaw.OperationsPerParameterToken;
        return new SizeRoute(
            isQuantised ? "adapt a base in 4 bits" : "adapt a base",
            size.Parameters,
            request.OwnTokens,
            operations,
            null,
            AdapterMemory.TrainingBytes(size.Parameters, adapter, isQuantised),
            AdapterMemory.ServingBytes(size.Parameters, adapter, request.Variants))
        {
            LifetimeOperations = operations
                + LifetimeOptimum.OperationsPerServedToken * size.Parameters * request.ServedTokens,
            Warnings =
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"with a base of this size the own data count about {Multiplier(size, request):0.#} times over (text to "
                    + $"code, few data); its loss on the task must be measured."),
            ],
        };
    }

    private static double Multiplier(ModelSize size, SizeRequest request)
    {
        const double CharactersAToken = 4;
        return Transfer.Multiplier(size.Parameters, request.OwnTokens * CharactersAToken);
    }

    // Transformers are about 128 times as wide as deep, with 12 squares of the width a layer.
    private static double AdapterParameters(double parameters)
    {
        const double WidthByDepth = 128;
        var layers = Math.Max(1, Math.Cbrt(parameters / (12 * WidthByDepth * WidthByDepth)));
        return AdapterMemory.Parameters((int)Math.Round(layers), (int)(layers * WidthByDepth), Rank);
    }
}
