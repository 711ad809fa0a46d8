using System.Globalization;
using Headroom.Sizing.Memory;
using Headroom.Sizing.ScalingLaws;
using Headroom.Sizing.Training;

namespace Headroom.Sizing.Advice;

/// <summary>The ways to a model of a quality, from training it to adapting one that exists.</summary>
public static class SizeAdvice
{
    /// <summary>Name of the way that adapts a base model in 16 bits.</summary>
    public const string Adapt = "adapt a base";

    // Smallest and largest models of the points that the law was fitted to.
    private const double ParametersLeast = 57e6;
    private const double ParametersMost = 16e9;

    private const double BytesAWeight = 2;
    private const double BitsAByte = 8;
    private const int Rank = 16;

    // Kumar et al. find 7 to 8 bits best for compute; four are what most serving does with.
    private static readonly int[] Bits = [8, 4];

    /// <summary>The ways, from the one that takes most compute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No model reaches the loss.</exception>
    public static IReadOnlyList<SizeRoute> Routes(ScalingLaw law, SizeRequest request)
    {
        law = law.OnDataWorth(request.DataWorth);
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

        routes.AddRange(Bits.Select(bits => Quantised(law, optimal, request, bits)));
        routes.Add(Distilled(law, optimal, request));
        if (request.OwnTokens > 0) routes.AddRange([Adapted(optimal, request, false), Adapted(optimal, request, true)]);
        if (request.TokenPrice > 0) routes.Add(Rented(optimal, request));
        return routes;
    }

    /// <summary>
    /// Share of the compute of separate trainings, the first of the ways, that adapting one base that exists for all
    /// variants saves, at least 0; null where none of the ways adapts.
    /// </summary>
    public static double? SavedByOneBase(IReadOnlyList<SizeRoute> routes) =>
        routes.FirstOrDefault(route => route.Name == Adapt) is { } adapted
            ? Math.Max(0, 1 - adapted.Operations / routes[0].Operations)
            : null;

    /// <summary>Parameters of an adapter of a rank for a base of so many, by the usual shape of transformers.</summary>
    public static double AdapterParameters(double parameters, int rank)
    {
        var shape = TransformerShape.Usual(parameters);
        return AdapterMemory.Parameters(shape.Layers, shape.Hidden, rank);
    }

    // The same training with weights of few bits: they count for fewer parameters and take less memory to serve.
    private static SizeRoute Quantised(ScalingLaw law, ModelSize size, SizeRequest request, int bits)
    {
        var kept = Precision.Retention(bits);
        var whole = FromScratch($"train, weights of {bits} bits", law, size, request);
        return whole with
        {
            Loss = law.Loss(size.Parameters * kept, Effective(size.Tokens, request)),
            ServingBytes = size.Parameters * bits / BitsAByte * request.Variants,
            Warnings =
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"weights of {bits} bits count for {100 * kept:0.#} % of the parameters when they are trained so; "
                    + $"quantising afterwards loses more, the more the longer the training."),
            ],
        };
    }

    // A student of half the size reads as many tokens as the law asks of it, and the teacher reads them too.
    private static SizeRoute Distilled(ScalingLaw law, ModelSize teacher, SizeRequest request)
    {
        var parameters = Math.Max(teacher.Parameters / 2, SmallestFor(law, request.Loss) * 1.05);
        var student = new ModelSize(parameters, law.TokensFor(parameters, request.Loss) ?? double.PositiveInfinity);
        var route = FromScratch("distil a base into a smaller model", law, student, request);
        var read = LifetimeOptimum.OperationsPerServedToken * teacher.Parameters * student.Tokens;
        return route with
        {
            Operations = route.Operations + read,
            LifetimeOperations = route.LifetimeOperations + read,
            Warnings =
            [
                .. route.Warnings,
                "by the law a student needs the tokens of supervised training: it pays only where the teacher exists, and "
                    + "where it serves several students or data are few (Busbridge et al. 2025).",
            ],
        };
    }

    private static SizeRoute Rented(ModelSize size, SizeRequest request) => new(
        "rent by the token", size.Parameters, 0, 0, null, 0, 0)
    {
        LifetimeOperations = LifetimeOptimum.OperationsPerServedToken * size.Parameters * request.ServedTokens,
        Rent = request.ServedTokens * request.TokenPrice,
        Warnings = ["whether a model that is rented is as good on the task must be measured."],
    };

    private static double SmallestFor(ScalingLaw law, double loss) =>
        Math.Pow(law.ParameterFactor / (loss - law.Floor), 1 / law.ParameterExponent);

    private static double Effective(double tokens, SizeRequest request) =>
        request.OwnTokens > 0 && tokens > request.OwnTokens
            ? RepeatedDataLaw.EffectiveTokens(tokens, request.OwnTokens)
            : tokens;

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
        var adapter = AdapterParameters(size.Parameters, Rank);
        // Each variant is adapted on its own data, as each would be trained on them.
        var operations =
            size.Parameters * request.OwnTokens * ScalingLaw.OperationsPerParameterToken * request.Variants;
        return new SizeRoute(
            isQuantised ? "adapt a base in 4 bits" : Adapt,
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
}
