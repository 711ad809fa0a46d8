using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>Something personal or secret in a text.</summary>
/// <param name="Start">First byte of the UTF-8 text.</param>
/// <param name="End">The byte after the last.</param>
/// <param name="Rule">What found it.</param>
/// <param name="Score">How sure it is, from 0 to 1.</param>
public readonly record struct Finding(int Start, int End, Rule Rule, float Score);
