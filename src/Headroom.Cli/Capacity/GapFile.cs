using System.Text.Json;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Capacity;

/// <summary>A gap that was printed as JSON.</summary>
/// <param name="Gap">GPU-hours.</param>
internal sealed record GapFile(double Gap)
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

            return new GapFile(root.GetProperty("gap").GetDouble());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure(ExitCode.WrongUse,
                $"{path}: this is no gap ({fault.Message.TrimEnd('.')}); make one with headroom gap --output json.");
        }
    }
}
