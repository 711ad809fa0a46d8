using System.Globalization;
using System.Text;
using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Discovery;

/// <summary>
/// Accelerators of this machine as someone declares them: <c>4</c>, <c>A100:4</c>, or <c>A100:4,H100:2</c>, in order of
/// their indexes.
/// </summary>
public static class GpuDeclaration
{
    /// <summary>Model of accelerators that are declared by their number alone.</summary>
    public const string AnyModel = "gpu";

    private const int ModelLengthMax = 64;

    /// <summary>
    /// Reads a declaration. <paramref name="fault"/> is one sentence that names the part at fault, null when all is
    /// well; then the list has one entry an accelerator.
    /// </summary>
    public static ValueList<DiscoveredGpu> Parse(string text, out string? fault)
    {
        var gpus = new List<DiscoveredGpu>();
        foreach (var part in text.Split(','))
        {
            fault = Read(part.Trim(), gpus);
            if (fault is null && gpus.Count > Node.GpuCountMax)
                fault = $"'{Shown(part)}' makes {gpus.Count} accelerators; one node has at most {Node.GpuCountMax}.";
            if (fault is not null) return [];
        }

        fault = null;
        return ValueList.From(gpus);
    }

    private static string? Read(string part, List<DiscoveredGpu> gpus)
    {
        if (part.Length == 0) return "A part is empty; write MODEL:COUNT, such as A100:4, with one ',' between two.";

        var colon = part.LastIndexOf(':');
        var model = colon < 0 ? AnyModel : part[..colon].Trim();
        var number = part[(colon + 1)..].Trim();
        if (model.Length is 0 or > ModelLengthMax || model.Any(char.IsControl))
            return $"'{Shown(part)}' names no model; write MODEL:COUNT, such as A100:4.";

        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > Node.GpuCountMax)
        {
            return $"'{Shown(number)}' in '{Shown(part)}' is no count; give a whole number from 0 to {Node.GpuCountMax}.";
        }

        gpus.AddRange(Enumerable.Repeat(new DiscoveredGpu(model), count));
        return null;
    }

    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var character in text.Length > ModelLengthMax ? text[..ModelLengthMax] + "…" : text)
            shown.Append(char.IsControl(character) ? '?' : character);
        return shown.ToString();
    }
}
