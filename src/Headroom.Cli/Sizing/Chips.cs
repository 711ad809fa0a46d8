using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Traces.Facts;

namespace Headroom.Cli.Sizing;

/// <summary>Kinds of chips: those of a file of the user's, then those that ship.</summary>
internal static class Chips
{
    public static ChipFact Find(string name, string? own)
    {
        var known = (own is null ? [] : ChipFile.Read(own)).Concat(ChipFile.ReadShipped()).ToArray();
        return known.FirstOrDefault(chip => string.Equals(chip.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandFailure(ExitCode.WrongUse,
                $"unknown chip '{name}'{Suggestion.For(name, known.Select(chip => chip.Name))}; known: "
                + $"{string.Join(", ", known.Select(chip => chip.Name).Distinct())}; add others with --facts.");
    }
}
