using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Traces.Facts;

namespace Headroom.Cli.Sizing;

/// <summary>Figures that ship with the product.</summary>
internal static class ShippedFacts
{
    /// <summary>Kilograms of CO2 for a kilowatt-hour of a province's grid.</summary>
    public static double Emission(string province)
    {
        var known = FactFile.ReadShipped("emissions");
        return (known.FirstOrDefault(fact => string.Equals(fact.Name, province, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandFailure(ExitCode.WrongUse,
                $"unknown province '{province}'{Suggestion.For(province, known.Select(fact => fact.Name))}; known: "
                + $"{string.Join(", ", known.Select(fact => fact.Name))}; give others with --carbon.")).Value;
    }

    /// <summary>Price of an hour of a kind of chip that is rented, in US dollars; null where none is known.</summary>
    public static double? RentOf(string chip) => FactFile.ReadShipped("prices").FirstOrDefault(fact =>
        fact.Quantity == "rent on demand" && string.Equals(fact.Name, chip, StringComparison.OrdinalIgnoreCase))?.Value;
}
