using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Abatement;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Capacity;

/// <summary>A gap that was printed as JSON.</summary>
/// <param name="Gap">GPU-hours, at least 0.</param>
/// <param name="Measures">What its routes return.</param>
internal sealed record GapFile(double Gap, IReadOnlyList<AbatementMeasure> Measures)
{
    /// <summary>The gap itself, and how much smaller and larger it may turn out.</summary>
    public IReadOnlyList<double> Scales { get; } = [1, 0.8, 1.25];

    public static GapFile Read(string path)
    {
        if (!File.Exists(path)) throw new CommandFailure(ExitCode.NotFound, $"{path}: there is no such file; name another.");

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            if (root.GetProperty("unit").GetString() != "GPU-hours")
                throw new CommandFailure(ExitCode.WrongUse, $"{path}: the gap is not in GPU-hours; print it so.");

            var gap = root.GetProperty("gap").GetDouble();
            if (!(gap >= 0)) throw new FormatException("the gap is below zero");

            return new GapFile(gap, root.TryGetProperty("measures", out var list)
                ? [.. list.EnumerateArray().Select(Measure)]
                : []);
        }
        catch (Exception fault)
            when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandFailure(ExitCode.WrongUse,
                $"{path}: this is no gap ({fault.Message.TrimEnd('.')}); make one with headroom gap --output json.");
        }
    }

    private static AbatementMeasure Measure(JsonElement one) => new(
        one.GetProperty("measure").GetString() ?? "",
        one.GetProperty("route").GetString() ?? "",
        Math.Max(0, one.GetProperty("gpuHours").GetDouble()),
        one.GetProperty("costPerGpuHour").GetDouble(),
        DateOnly.ParseExact(one.GetProperty("ready").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
