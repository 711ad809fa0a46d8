using System.Text.Json;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Verify;

/// <summary>A published result as the file of golden values holds it.</summary>
/// <param name="Id">Its name; the part before the first dots says what computes it.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Inputs">What it is computed from.</param>
/// <param name="Expected">What was printed, by name.</param>
/// <param name="Tolerance">How far ours may be.</param>
internal sealed record GoldenEntry(
    string Id, string Source, JsonElement Inputs, JsonElement Expected, Tolerance Tolerance)
{
    /// <summary>A number of the inputs, or what it is where they do not name it.</summary>
    public double Input(string name, double otherwise) =>
        Inputs.ValueKind == JsonValueKind.Object && Inputs.TryGetProperty(name, out var value)
            ? value.GetDouble()
            : otherwise;

    /// <summary>A number of the inputs.</summary>
    public double Input(string name) =>
        Inputs.ValueKind == JsonValueKind.Object && Inputs.TryGetProperty(name, out var value)
            ? value.GetDouble()
            : throw new CommandFailure(ExitCode.WrongUse, $"{Id}: the input '{name}' is missing; add it to the entry.");

    /// <summary>A text of the inputs, or what it is where they do not name it.</summary>
    public string Text(string name, string otherwise) =>
        Inputs.ValueKind == JsonValueKind.Object && Inputs.TryGetProperty(name, out var value)
            ? value.GetString() ?? otherwise
            : otherwise;

    /// <summary>Reads the entries of a file.</summary>
    public static IReadOnlyList<GoldenEntry> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"{path}: this is no list of golden values ({fault.Message.TrimEnd('.')}); mend it.");
        }
    }

    /// <summary>The entries of a JSON array.</summary>
    public static IReadOnlyList<GoldenEntry> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Of)];
    }

    private static GoldenEntry Of(JsonElement entry) => new(
        entry.GetProperty("id").GetString() ?? "",
        entry.TryGetProperty("source", out var source) ? source.GetString() ?? "" : "",
        entry.TryGetProperty("inputs", out var inputs) ? inputs.Clone() : default,
        entry.GetProperty("expected").Clone(),
        Tolerance.Of(entry.TryGetProperty("tolerance", out var tolerance) ? tolerance.ToString() : "exact"));
}
