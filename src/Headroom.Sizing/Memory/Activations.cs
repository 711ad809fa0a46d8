namespace Headroom.Sizing.Memory;

/// <summary>
/// Memory of activations kept for the backward pass, in bytes a layer and chip with 16-bit numbers (Korthikanti et al.,
/// "Reducing activation recomputation in large transformer models", 2022, arXiv:2205.05198, table 2).
/// </summary>
/// <param name="Sequence">Tokens in a sequence.</param>
/// <param name="Batch">Sequences on a chip at once.</param>
/// <param name="Hidden">Width of the model.</param>
/// <param name="Heads">Attention heads.</param>
public sealed record Activations(int Sequence, int Batch, int Hidden, int Heads)
{
    private double Numbers => (double)Sequence * Batch * Hidden;

    private double Attention => 5.0 * Heads * Sequence / Hidden;

    /// <summary>With tensor parallelism over so many chips; 1 for none.</summary>
    public double TensorParallel(int chips) => Numbers * (10 + (24 + Attention) / chips);

    /// <summary>With tensor and sequence parallelism.</summary>
    public double SequenceParallel(int chips) => Numbers * (34 + Attention) / chips;

    /// <summary>With both, and attention computed again in the backward pass.</summary>
    public double SelectiveRecompute(int chips) => Numbers * 34 / chips;
}
