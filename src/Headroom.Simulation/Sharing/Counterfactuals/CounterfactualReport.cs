namespace Headroom.Simulation.Sharing.Counterfactuals;

/// <summary>How many of the changes that explanations named were found to do what they say.</summary>
/// <param name="Moments">Moments at which jobs were explained.</param>
/// <param name="Jobs">Jobs that were explained.</param>
/// <param name="Decisions">Cycles that the explanations ran.</param>
/// <param name="Changes">Changes that they named, without those that only wait.</param>
/// <param name="Confirmed">Changes that had the same effect when the cycle was run apart from the explanation.</param>
/// <param name="Kinds">Changes by kind, in the order of their names.</param>
/// <param name="FirstFault">What was wrong with the first change that was not confirmed; null when all were.</param>
public sealed record CounterfactualReport(
    int Moments, int Jobs, long Decisions, int Changes, int Confirmed,
    IReadOnlyList<ChangeCount> Kinds, string? FirstFault);

/// <summary>How often one kind of change was named.</summary>
/// <param name="Kind">Name of the kind.</param>
/// <param name="Changes">How often.</param>
public sealed record ChangeCount(string Kind, int Changes);
