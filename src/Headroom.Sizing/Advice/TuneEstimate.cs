using Headroom.Sizing.Memory;

namespace Headroom.Sizing.Advice;

/// <summary>What is done with a base model.</summary>
public enum TuneKind
{
    /// <summary>Matrices of low rank are trained beside weights that stay as they are.</summary>
    Adapter,

    /// <summary>All weights are trained.</summary>
    Full,

    /// <summary>All weights of a model are trained on texts that a larger one wrote.</summary>
    Distil,

    /// <summary>Weights are written with fewer bits, on processors.</summary>
    Quantise,

    /// <summary>The model reads texts.</summary>
    Evaluate,

    /// <summary>The model writes texts.</summary>
    Generate,
}

/// <summary>What a job with a base model takes.</summary>
/// <param name="Bytes">Memory of all chips for weights and what training keeps; of processors where there are no chips.</param>
/// <param name="Chips">Fewest chips that hold it, a power of two; 0 for processors alone.</param>
/// <param name="Operations">Floating-point operations.</param>
public sealed record TuneEstimate(double Bytes, int Chips, double Operations)
{
    private const double HalfBytes = 2;

    // Forward, backward for activations and not for weights, forward again: 2 + 2 + 2 a parameter and token
    // (Kaplan et al. 2020, arXiv:2001.08361, section 2.1: the backward pass has 4, half of them for weights).
    private const double AdapterOperations = 6;

    // All four, and the forward pass again (Narayanan et al. 2021, equation 4).
    private const double FullOperations = 8;
    private const double ForwardOperations = 2;

    // Weights, and three tenths of that for keys, values and buffers: longer contexts need more.
    private const double ReadingFactor = 1.3;

    /// <summary>What it takes.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="parameters">Parameters of the model that is trained, read or written, above 0.</param>
    /// <param name="tokens">Tokens, all passes together, above 0.</param>
    /// <param name="hardware">The chips.</param>
    /// <param name="rank">Rank of adapters, at least 1.</param>
    /// <param name="sequence">Tokens in a sequence, at least 1.</param>
    /// <returns>The estimate; null where not even many chips hold the activations.</returns>
    public static TuneEstimate? Of(
        TuneKind kind, double parameters, double tokens, Hardware hardware, int rank = 16, int sequence = 2048)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        var model = TrainedModel.Usual(parameters, sequence, batch: 1);
        var work = parameters * tokens;
        switch (kind)
        {
            case TuneKind.Full or TuneKind.Distil:
                return ParallelPlan.Least(model, hardware.UsableBytes) is { } plan
                    ? new TuneEstimate(plan.Bytes * plan.Layout.Chips, plan.Layout.Chips, FullOperations * work)
                    : null;
            case TuneKind.Quantise:
                return new TuneEstimate(HalfBytes * parameters, 0, 0);
            case TuneKind.Adapter:
                var adapter = AdapterMemory.Parameters(model.Shape.Layers, model.Shape.Hidden, rank);
                var kept = AdapterMemory.TrainingBytes(parameters, adapter, isQuantised: false)
                    + new ParallelLayout(1, 1, 1, 0).ActivationBytes(model);
                return new TuneEstimate(kept, Power(hardware.ChipsFor(kept)), AdapterOperations * work);
            default:
                var read = HalfBytes * parameters * ReadingFactor;
                return new TuneEstimate(read, Power(hardware.ChipsFor(read)), ForwardOperations * work);
        }
    }

    /// <summary>Hours on so many of the chips at a share of their peak; 0 for processors alone.</summary>
    public double Hours(Hardware hardware, double utilisation, int chips)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        return chips == 0 ? 0 : hardware.Hours(Operations, utilisation) / chips;
    }

    private static int Power(double chips) => (int)Math.Pow(2, Math.Ceiling(Math.Log2(chips)));
}
