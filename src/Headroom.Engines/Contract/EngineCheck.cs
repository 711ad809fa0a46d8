namespace Headroom.Engines.Contract;

/// <summary>One thing that an engine needs of its cluster, and whether it has it.</summary>
/// <param name="Need">What is needed, in a few words.</param>
/// <param name="IsMet">Whether it is there.</param>
/// <param name="Sentence">What was found; what to do where it is not met.</param>
/// <param name="IsOptional">Whether runs go on without it.</param>
public sealed record EngineCheck(string Need, bool IsMet, string Sentence, bool IsOptional = false);
