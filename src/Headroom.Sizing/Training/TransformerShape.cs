namespace Headroom.Sizing.Training;

/// <summary>
/// The shape of a GPT-like transformer (Narayanan et al., "Efficient large-scale language model training on GPU
/// clusters using Megatron-LM", 2021, arXiv:2104.04473, section 5.1).
/// </summary>
/// <param name="Layers">Layers.</param>
/// <param name="Hidden">Width.</param>
/// <param name="Sequence">Tokens in a sequence.</param>
/// <param name="Vocabulary">Entries of the vocabulary.</param>
public sealed record TransformerShape(int Layers, int Hidden, int Sequence = 2048, int Vocabulary = 51_200)
{
    /// <summary>Parameters (equation 2).</summary>
    public double Parameters => 12.0 * Layers * Hidden * Hidden
        * (1 + 13.0 / (12.0 * Hidden) + (double)(Vocabulary + Sequence) / (12.0 * Layers * Hidden));

    /// <summary>
    /// Floating-point operations of one iteration over so many sequences, activations computed again (equation 3).
    /// </summary>
    public double OperationsPerIteration(int batch) => 96.0 * batch * Sequence * Layers * Hidden * Hidden
        * (1 + Sequence / (6.0 * Hidden) + Vocabulary / (16.0 * Layers * Hidden));
}
