namespace Headroom.Sizing.Memory;

/// <summary>How a training is spread over chips.</summary>
/// <param name="Tensor">Chips that share each layer, 1 for none.</param>
/// <param name="Pipeline">Groups of layers, one after the other, 1 for none.</param>
/// <param name="Data">Replicas, each with other data.</param>
/// <param name="ZeroStage">What replicas divide among themselves: see <see cref="ZeroMemory"/>.</param>
public sealed record ParallelLayout(int Tensor, int Pipeline, int Data, int ZeroStage)
{
    /// <summary>Chips in all.</summary>
    public int Chips => Tensor * Pipeline * Data;

    /// <summary>Bytes of weights, gradients and optimiser on each chip.</summary>
    public double StateBytes(double parameters, double optimiserBytes = ZeroMemory.AdamBytes) =>
        ZeroMemory.Bytes(parameters / Tensor / Pipeline, Data, ZeroStage, optimiserBytes);

    /// <summary>
    /// Bytes of activations on the chip that keeps most, with attention computed again and the sequence divided as the
    /// layers are (Korthikanti et al. 2022, arXiv:2205.05198, equations 5 and 6): the first group of a pipeline keeps
    /// those of as many micro-batches as there are groups, so that it keeps as much as all layers together.
    /// </summary>
    public double ActivationBytes(TrainedModel model) => model.Shape.Layers
        * new Activations(model.Shape.Sequence, model.Batch, model.Shape.Hidden, model.Shape.Heads)
            .SelectiveRecompute(Tensor);
}
