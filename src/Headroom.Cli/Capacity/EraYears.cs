using System.Globalization;
using Headroom.Capacity.Eras;

namespace Headroom.Cli.Capacity;

/// <summary>Years from the first to the last, both included.</summary>
internal sealed record EraYears(int First, int Last)
{
    /// <summary>Years of systems, at least one.</summary>
    public static EraYears Of(IReadOnlyList<TrainedSystem> systems) => new(
        DateOnly.FromDayNumber(systems.Min(system => system.Day)).Year,
        DateOnly.FromDayNumber(systems.Max(system => system.Day)).Year);

    /// <summary>Reads <c>2012-2018</c>; null when it is nothing like it.</summary>
    public static EraYears? Parse(string text)
    {
        var parts = text.Split('-');
        return parts.Length == 2 && Year(parts[0]) is { } first && Year(parts[1]) is { } last && first <= last
            ? new EraYears(first, last)
            : null;
    }

    private static int? Year(string text) =>
        text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : null;
}
