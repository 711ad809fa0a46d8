using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Curation.Worth;

namespace Headroom.Cli.Capacity;

/// <summary>How much less compute curated data need, by the training runs that <c>curate worth</c> reads.</summary>
internal static class CuratedWorth
{
    /// <summary>The run of most compute on the data, against curated data with the same score.</summary>
    /// <param name="data">Name of the data, such as C4.</param>
    /// <param name="records">Training runs; null where they were not told.</param>
    public static ComputeWorth Of(string data, string? records)
    {
        var path = records ?? throw new CommandFailure(ExitCode.WrongUse,
            "--trained-on needs training runs that tell what curated data save, such as DCLM's; give --records.");
        var known = ComputeWorth.Of(TrainingRecords.Read(path));
        return known.Where(worth => string.Equals(worth.Data, data, StringComparison.OrdinalIgnoreCase))
            .MaxBy(worth => worth.Run.Flops)
            ?? throw new CommandFailure(ExitCode.WrongUse,
                $"unknown data '{data}'{Suggestion.For(data, known.Select(worth => worth.Data))}; {path} knows "
                + $"{string.Join(", ", known.Select(worth => worth.Data).Distinct())}.");
    }
}
