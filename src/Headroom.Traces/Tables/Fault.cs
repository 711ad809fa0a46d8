using Headroom.Cluster;

namespace Headroom.Traces.Tables;

/// <summary>What is wrong with a line and what would mend it, each without a full stop.</summary>
internal readonly record struct Fault(string Problem, string Remedy)
{
    /// <summary>Both halves as one reason.</summary>
    public override string ToString() => $"{Problem}; {Remedy}";

    /// <summary>The text in quotes, cut to a readable length and without control characters.</summary>
    public static string Quote(ReadOnlySpan<char> text) => SpecificationFault.Quote(text);
}
