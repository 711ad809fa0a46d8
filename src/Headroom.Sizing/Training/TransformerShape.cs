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
    private const int HeadSize = 128;

    // About 128 times as wide as deep, as GPT-3 is, with 12 squares of the width a layer.
    private const double WidthByDepth = 128;

    /// <summary>Attention heads of the usual 128 numbers, at least 1.</summary>
    public int Heads => Math.Max(1, Hidden / HeadSize);

    /// <summary>The usual shape of a model of about so many parameters, embeddings left out.</summary>
    /// <param name="parameters">Parameters, above zero.</param>
    /// <param name="sequence">Tokens in a sequence.</param>
    public static TransformerShape Usual(double parameters, int sequence = 2048)
    {
        var layers = Math.Max(1, Math.Cbrt(parameters / (12 * WidthByDepth * WidthByDepth)));
        return new TransformerShape((int)Math.Round(layers), (int)(layers * WidthByDepth), sequence, Vocabulary: 0);
    }

    /// <summary>Parameters (equation 2).</summary>
    public double Parameters => 12.0 * Layers * Hidden * Hidden
        * (1 + 13.0 / (12.0 * Hidden) + (double)(Vocabulary + Sequence) / (12.0 * Layers * Hidden));

    /// <summary>
    /// Floating-point operations of one iteration over so many sequences, activations computed again (equation 3).
    /// </summary>
    public double OperationsPerIteration(int batch) => 96.0 * batch * Sequence * Layers * Hidden * Hidden
        * (1 + Sequence / (6.0 * Hidden) + Vocabulary / (16.0 * Layers * Hidden));
}
