namespace Headroom.Sizing.Advice;

/// <summary>A way to a model.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Parameters">Parameters of the model.</param>
/// <param name="Tokens">Tokens it is trained on, passes counted.</param>
/// <param name="Operations">Floating-point operations of training.</param>
/// <param name="Loss">Loss expected, in nats a token; null where the law does not tell.</param>
/// <param name="TrainingBytes">Memory of weights, gradients and optimiser, without activations.</param>
/// <param name="ServingBytes">Memory of the weights that serve.</param>
public sealed record SizeRoute(
    string Name,
    double Parameters,
    double Tokens,
    double Operations,
    double? Loss,
    double TrainingBytes,
    double ServingBytes)
{
    /// <summary>Operations of training and serving.</summary>
    public double LifetimeOperations { get; init; }

    /// <summary>What renting costs over the model's life; null for a way of one's own.</summary>
    public double? Rent { get; init; }

    /// <summary>What limits the answer: whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
