namespace Headroom.Cli.Verify;

/// <summary>A figure that was published, beside the same from our code.</summary>
/// <param name="Id">Entry and member.</param>
/// <param name="Published">What was printed.</param>
/// <param name="Ours">What our code makes of the same input; null where its data are not at hand.</param>
/// <param name="Tolerance">How far ours may be.</param>
/// <param name="Source">Where it was printed.</param>
internal sealed record PublishedFigure(
    string Id, PrintedNumber Published, double? Ours, Tolerance Tolerance, string Source)
{
    /// <summary>Why there is none of ours; null where there is, or where its data are not at hand.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether ours is close enough; also where there is none to compare.</summary>
    public bool Holds => Ours is not { } ours || Tolerance.Allows(Published, ours);
}
