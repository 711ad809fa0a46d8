namespace Headroom.Sizing.Memory;

/// <summary>
/// Memory of adapting a base model by matrices of low rank (Hu et al., "LoRA", 2021, arXiv:2106.09685), with the base
/// in 16 bits or in four (Dettmers et al., "QLoRA", 2023, arXiv:2305.14314).
/// </summary>
public static class AdapterMemory
{
    /// <summary>Bits a weight of a base that is quantised twice over.</summary>
    public const double QuantisedBits = 4.13;

    private const double HalfBits = 16;
    private const double BitsAByte = 8;

    // A trained parameter takes its weight, its gradient and Adam's twelve bytes.
    private const double TrainedBytes = 16;

    /// <summary>Parameters of an adapter: two matrices of a rank beside every square projection.</summary>
    /// <param name="layers">Layers.</param>
    /// <param name="hidden">Width.</param>
    /// <param name="rank">Rank.</param>
    /// <param name="projections">Adapted projections in a layer; 4 are those of attention.</param>
    public static double Parameters(int layers, int hidden, int rank, int projections = 4) =>
        2.0 * layers * hidden * rank * projections;

    /// <summary>Bytes of base and adapter while training, without activations.</summary>
    public static double TrainingBytes(double baseParameters, double adapterParameters, bool isQuantised) =>
        baseParameters * (isQuantised ? QuantisedBits : HalfBits) / BitsAByte + adapterParameters * TrainedBytes;

    /// <summary>Bytes of one base with so many adapters in 16 bits while serving.</summary>
    public static double ServingBytes(double baseParameters, double adapterParameters, int adapters) =>
        (baseParameters + adapterParameters * adapters) * HalfBits / BitsAByte;
}
