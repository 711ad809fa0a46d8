using Headroom.Privacy.Names;

namespace Headroom.Privacy.Detection;

/// <summary>What a detector looks for.</summary>
public sealed record DetectorOptions
{
    /// <summary>Least score of a finding where nothing else is said.</summary>
    public const double MinimumScoreDefault = 0.5;

    /// <summary>Entities to look for; null for all.</summary>
    public IReadOnlySet<string>? Entities { get; init; }

    /// <summary>Findings less sure than this are left out, from 0 to 1.</summary>
    public double MinimumScore { get; init; } = MinimumScoreDefault;

    /// <summary>Least scores of single entities, instead of <see cref="MinimumScore"/>.</summary>
    public IReadOnlyDictionary<string, double> MinimumScores { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Whether names, addresses and places are looked for: by a model, which takes several times as long as all else.
    /// </summary>
    public bool FindsNames { get; init; } = true;

    /// <summary>The model of names; null for the one that comes with the program.</summary>
    public NameModel? Names { get; init; }

    /// <summary>
    /// A model of somebody else that reads running text in the place of <see cref="Names"/>; null for none. Fields
    /// whose name says that they hold a name or an address are read by <see cref="Names"/> all the same.
    /// </summary>
    public INameModel? OtherNames { get; init; }

    internal bool LooksFor(string entity) => Entities?.Contains(entity) ?? true;

    internal float MinimumOf(string entity) =>
        (float)(MinimumScores.TryGetValue(entity, out var minimum) ? minimum : MinimumScore);
}
