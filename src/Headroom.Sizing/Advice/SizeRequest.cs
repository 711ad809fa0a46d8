namespace Headroom.Sizing.Advice;

/// <summary>What someone wants of a model, and what they have.</summary>
public sealed record SizeRequest
{
    /// <summary>Loss to reach, in nats a token.</summary>
    public required double Loss { get; init; }

    /// <summary>Own tokens of each variant without repetition; 0 where as many as needed can be had.</summary>
    public double OwnTokens { get; init; }

    /// <summary>Tokens that will be served over the model's life.</summary>
    public double ServedTokens { get; init; }

    /// <summary>Price of a served token of a model that is rented, in any currency; 0 where it is not told.</summary>
    public double TokenPrice { get; init; }

    /// <summary>
    /// Tokens of the data behind the law that one of the training data is worth, above 0: 1 for ordinary web text, more
    /// for curated data.
    /// </summary>
    public double DataWorth { get; init; } = 1;

    /// <summary>Models wanted, each for its own data, at least 1: trained each, or adapted from one base.</summary>
    public int Variants { get; init; } = 1;
}
