using Headroom.Sizing.Training;

namespace Headroom.Sizing.Memory;

/// <summary>A model that is trained.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Shape">Its layers, and the sequences that it reads.</param>
/// <param name="Batch">Sequences of a micro-batch, at least 1.</param>
public sealed record TrainedModel(double Parameters, TransformerShape Shape, int Batch = 1)
{
    /// <summary>A model of so many parameters with the usual shape.</summary>
    public static TrainedModel Usual(double parameters, int sequence, int batch) =>
        new(parameters, TransformerShape.Usual(parameters, sequence), batch);
}
