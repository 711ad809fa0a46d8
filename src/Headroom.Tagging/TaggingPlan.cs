using Headroom.Tagging.Tokens;

namespace Headroom.Tagging;

/// <summary>How a model is used, as the file that describes it says.</summary>
internal sealed record TaggingPlan
{
    /// <summary>What labels mean.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>Makes what cuts texts into tokens; one for each thread.</summary>
    public required Func<IWordTokens> Tokens { get; init; }

    /// <summary>Number of the token before each window; null for none.</summary>
    public int? Begin { get; init; }

    /// <summary>Number of the token behind each window; null for none.</summary>
    public int? End { get; init; }

    /// <summary>Tokens of a window, those at its ends with it.</summary>
    public required int Window { get; init; }

    /// <summary>Tokens that two neighbouring windows share.</summary>
    public required int Overlap { get; init; }

    /// <summary>Names less sure than this are left out, from 0 to 1.</summary>
    public required float Threshold { get; init; }

    /// <summary>Tokens of text in a window.</summary>
    public int Room => Window - (Begin is null ? 0 : 1) - (End is null ? 0 : 1);
}
