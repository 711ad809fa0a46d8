namespace Headroom.Curation.Worth;

/// <summary>One training run of which compute and score are known.</summary>
/// <param name="Data">Name of the data it was trained on.</param>
/// <param name="Parameters">Parameters of the model.</param>
/// <param name="Tokens">Tokens it saw.</param>
/// <param name="Flops">Floating-point operations of the training.</param>
/// <param name="Score">Mean score over the benchmarks, from 0 to 1 (CORE v2 of DCLM).</param>
public sealed record TrainingRun(string Data, double Parameters, double Tokens, double Flops, double Score);
