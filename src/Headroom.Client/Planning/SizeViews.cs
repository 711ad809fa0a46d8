namespace Headroom.Client.Planning;

/// <summary>What someone wants of a model, and has. One of loss, parameters and operations says how good it has to
/// be.</summary>
public sealed record SizeQuestion
{
    /// <summary>Loss to reach, in nats a token.</summary>
    public double? Loss { get; init; }

    /// <summary>Or: as good as the compute-optimal model of so many parameters.</summary>
    public double? Like { get; init; }

    /// <summary>Or: the best that so many floating-point operations of training give.</summary>
    public double? Flop { get; init; }

    /// <summary>Own tokens without repetition; null for as many as needed.</summary>
    public double? OwnTokens { get; init; }

    /// <summary>Tokens that will be served over the model's life; null for none.</summary>
    public double? ServedTokens { get; init; }

    /// <summary>Adapted models wanted of one base; null for 1.</summary>
    public int? Variants { get; init; }

    /// <summary>Kind of chip; null for H100.</summary>
    public string? Chip { get; init; }

    /// <summary>Power of the site over that of its chips; null for 1.3.</summary>
    public double? Pue { get; init; }

    /// <summary>Chips that train; null for the fewest that hold the model.</summary>
    public int? Chips { get; init; }

    /// <summary>Tokens in a sequence; null for 2048.</summary>
    public int? Sequence { get; init; }

    /// <summary>Sequences that a chip works on at once; null for 1.</summary>
    public int? MicroBatch { get; init; }
}

/// <summary>Ways to a model.</summary>
/// <param name="Loss">Loss to reach, in nats a token.</param>
/// <param name="Chip">Kind of chip.</param>
/// <param name="Routes">The ways, the one that takes most compute first.</param>
public sealed record SizeView(double Loss, string Chip, IReadOnlyList<SizeRouteView> Routes)
{
    /// <summary>Memory of each chip under the layouts of the first way.</summary>
    public IReadOnlyList<SizeLayoutView> Layouts { get; init; } = [];

    /// <summary>Share of the compute of separate trainings that adapting one base for all variants saves; null where
    /// no base is adapted.</summary>
    public double? SavedByOneBase { get; init; }
}

/// <summary>What each chip has to hold under a layout.</summary>
/// <param name="Tensor">Chips that share each layer.</param>
/// <param name="Pipeline">Groups of layers, one after the other.</param>
/// <param name="Data">Copies, each with other data.</param>
/// <param name="ZeroStage">Stage of ZeRO, 0 to 3: what copies divide among themselves.</param>
/// <param name="StateGb">Weights, gradients and optimiser, in GB a chip.</param>
/// <param name="ActivationGb">Activations, in GB a chip.</param>
/// <param name="Fits">Whether a chip holds both.</param>
public sealed record SizeLayoutView(
    int Tensor, int Pipeline, int Data, int ZeroStage, double StateGb, double ActivationGb, bool Fits);

/// <summary>A way to a model.</summary>
public sealed record SizeRouteView
{
    /// <summary>What is done.</summary>
    public required string Way { get; init; }

    /// <summary>Parameters of the model.</summary>
    public required double Parameters { get; init; }

    /// <summary>Tokens it is trained on, passes counted.</summary>
    public required double Tokens { get; init; }

    /// <summary>Loss expected, in nats a token; null where the law does not tell.</summary>
    public double? Loss { get; init; }

    /// <summary>Floating-point operations of training.</summary>
    public required double TrainingFlop { get; init; }

    /// <summary>The same with those of serving.</summary>
    public required double LifetimeFlop { get; init; }

    /// <summary>Chip-hours of training where half of the peak is reached.</summary>
    public required double ChipHoursLow { get; init; }

    /// <summary>Chip-hours at the usual share of the peak.</summary>
    public required double ChipHours { get; init; }

    /// <summary>Chip-hours where a fifth is reached.</summary>
    public required double ChipHoursHigh { get; init; }

    /// <summary>Kilowatt-hours of training.</summary>
    public required double KilowattHours { get; init; }

    /// <summary>Least chips whose memory holds the training.</summary>
    public required double ChipsToTrain { get; init; }

    /// <summary>Least chips whose memory holds the weights that serve.</summary>
    public required double ChipsToServe { get; init; }

    /// <summary>What limits the answer: whole sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
