using Headroom.Sizing.Advice;
using Headroom.Traces.Facts;

namespace Headroom.Cli.Sizing;

/// <summary>The ways to a model, and the chips that go them.</summary>
internal sealed record SizeResult(
    SizeRequest Request, IReadOnlyList<SizeRoute> Routes, ChipFact Chip, Hardware Hardware)
{
    /// <summary>Price of a chip-hour; 0 where none is given.</summary>
    public required double Price { get; init; }

    /// <summary>Power of the site over that of its chips.</summary>
    public required double Pue { get; init; }

    /// <summary>Kilograms of CO2 for a kilowatt-hour; 0 where it is not given.</summary>
    public required double Carbon { get; init; }

    /// <summary>Memory of a chip by layout.</summary>
    public required SizeLayouts Layouts { get; init; }

    /// <summary>What each way takes by laws that may hold, in the order of the ways that they have.</summary>
    public required IReadOnlyList<RouteInterval> Ranges { get; init; }

    /// <summary>What a way takes by those laws; null where none has it.</summary>
    public RouteInterval? RangeOf(SizeRoute route) => Ranges.FirstOrDefault(range => range.Way == route.Name);

    /// <summary>Intervals of the best size.</summary>
    public required IReadOnlyList<SizeInterval> Intervals { get; init; }
}
