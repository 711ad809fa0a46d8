using System.Text.Json;

namespace Headroom.Curation.Worth;

/// <summary>Reads records of training runs: JSON Lines with dataset, params, tokens, flops and core_v2.</summary>
public static class TrainingRecords
{
    /// <summary>The runs of a file that have a name and a score, in its order.</summary>
    /// <exception cref="CurationException">The file cannot be read or holds something else.</exception>
    public static IReadOnlyList<TrainingRun> Read(string path)
    {
        var runs = new List<TrainingRun>();
        var line = 0;
        try
        {
            foreach (var text in File.ReadLines(path))
            {
                line++;
                using var record = JsonDocument.Parse(text);
                if (ToRun(record.RootElement) is { } run) runs.Add(run);
            }
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CurationException(path, line, "this is no record of a training run",
                "each line is an object with dataset, params, tokens, flops and core_v2");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(path, 0, $"it cannot be read ({fault.Message.TrimEnd('.')})", "check the path");
        }

        return runs;
    }

    // A run whose evaluation is incomplete has a sentence in place of the score.
    private static TrainingRun? ToRun(JsonElement record)
    {
        var data = record.GetProperty("dataset");
        var score = record.GetProperty("core_v2");
        if (data.ValueKind != JsonValueKind.String || data.GetString() is not { Length: > 0 } name) return null;
        if (score.ValueKind != JsonValueKind.Number) return null;

        return new TrainingRun(
            name, record.GetProperty("params").GetDouble(), record.GetProperty("tokens").GetDouble(),
            record.GetProperty("flops").GetDouble(), score.GetDouble());
    }
}
