using System.CommandLine;
using System.Globalization;
using Headroom.Cluster;

namespace Headroom.Cli.Parsing;

/// <summary>The option that says how many nodes of how many GPUs, written <c>8x8</c>.</summary>
internal static class FleetShapes
{
    public static DefaultedOption<GpuFleetShape> Option(string name, GpuFleetShape otherwise) => new(name, otherwise)
    {
        Description = $"Nodes x GPUs of each [default: {otherwise.NodeCount}x{otherwise.GpusPerNode}]",
        HelpName = "NODESxGPUS",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, out var shape)) return shape;

            result.AddError(Fault(name, result.Tokens[0].Value));
            return otherwise;
        },
    };

    /// <summary>Reads a shape.</summary>
    public static bool TryParse(string text, out GpuFleetShape shape)
    {
        shape = new GpuFleetShape(1, 1);
        var parts = text.Split('x', 'X');
        if (parts.Length != 2) return false;
        if (!TryParseCount(parts[0], GpuFleetShape.NodeCountMax, out var nodes)) return false;
        if (!TryParseCount(parts[1], GpuFleetShape.GpusPerNodeMax, out var gpus)) return false;

        shape = new GpuFleetShape(nodes, gpus);
        return true;
    }

    /// <summary>Whether a text that is no shape was meant as one: numbers that are out of range.</summary>
    public static bool IsMeant(string text) =>
        text.Split('x', 'X') is [var nodes, var gpus] && IsNumber(nodes) && IsNumber(gpus);

    /// <summary>What is wrong with a text that is no shape.</summary>
    public static string Fault(string option, string text) =>
        $"{option} '{text}' is not NODESxGPUS such as 8x8, "
        + $"with 1 to {GpuFleetShape.NodeCountMax} nodes and 1 to {GpuFleetShape.GpusPerNodeMax} GPUs each";

    private static bool IsNumber(string text) =>
        text.TrimStart('-') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit);

    private static bool TryParseCount(string text, int most, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1 && count <= most;
}
