using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headroom.Capacity.Siting;

/// <summary>The written form of a case of siting: JSON, with every key known and every figure in range.</summary>
public static class SitingText
{
    private const int QuartersMax = 80;
    private const int CountMax = 200;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The case that a text writes down.</summary>
    /// <exception cref="FormatException">
    /// It writes none; the message says what is wrong, with line and key where it can.
    /// </exception>
    public static SitingCase Parse(string text)
    {
        try
        {
            var read = JsonSerializer.Deserialize<SitingCase>(text, Form)
                ?? throw new FormatException("the scenario is null");
            foreach (var fault in Faults(read)) throw new FormatException(fault);

            return read;
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, {fault.Path}: ")
                : "";
            throw new FormatException(place + fault.Message.Split(" Path:")[0].TrimEnd('.'), fault);
        }
    }

    private static bool IsAmount(double value) => value >= 0 && double.IsFinite(value);

    // The first of what is out of range: most others follow from it.
    private static IEnumerable<string> Faults(SitingCase read)
    {
        if (read.Quarters is < 1 or > QuartersMax) yield return $"quarters must be from 1 to {QuartersMax}";
        if (read.Clusters.Count is < 1 or > CountMax) yield return $"clusters must be 1 to {CountMax}";
        if (read.Regions.Count is < 1 or > CountMax) yield return $"regions must be 1 to {CountMax}";
        if (read.Classes.Count < 1) yield return "at least one class is needed";
        if (read.Futures.Count is < 1 or > CountMax) yield return $"futures must be 1 to {CountMax}";
        if (Math.Abs(read.Futures.Sum(future => future.Probability) - 1) > 1e-6)
            yield return "the probabilities of the futures must add up to 1";
        if (read.RiskWeight is < 0 or > 1 || read.RiskTail is <= 0 or > 1)
            yield return "riskWeight must be from 0 to 1, and riskTail above 0 and at most 1";

        foreach (var region in read.Regions)
        {
            if (region.Demand.Count != read.Classes.Count)
                yield return $"region {region.Name} has {region.Demand.Count} demands for {read.Classes.Count} classes";
            if (region.Milliseconds.Count != read.Clusters.Count)
            {
                yield return $"region {region.Name} has {region.Milliseconds.Count} distances for {read.Clusters.Count} "
                    + "clusters";
            }

            if (region.GigabyteCosts.Count > 0 && region.GigabyteCosts.Count != read.Clusters.Count)
            {
                yield return $"region {region.Name} has {region.GigabyteCosts.Count} gigabyteCosts for "
                    + $"{read.Clusters.Count} clusters";
            }

            if (region.Demand.Concat(region.GigabyteCosts).Concat(region.Milliseconds).Any(value => !IsAmount(value)))
                yield return $"region {region.Name} has a demand, distance or cost below zero";
        }

        foreach (var place in read.Clusters)
        {
            if (place.HallsMax < 0 || place.LeadQuarters < 0 || !IsAmount(place.HallCost)
                || !(place.Pue >= 1) || !(place.LifeYears > 0) || place.Subsidy is < 0 or > 1
                || !(place.PowerPrice >= 0) || !IsAmount(place.ExistingGpus) || !IsAmount(place.Carbon)
                || place.Green is not (>= 0 and <= 1) || place.Occupancy is not (>= 0 and <= 1)
                || !IsAmount(place.ExistingPetabytes) || place.PetabytesMax < 0)
            {
                yield return
                    $"cluster {place.Name} has a value out of range (pue from 1, subsidy, green and occupancy 0 to 1, "
                    + "others from 0)";
            }

            if (read.Chips.Count == 0 && !(place.HallGpus > 0 && double.IsFinite(place.HallGpus)))
                yield return $"cluster {place.Name} needs hallGpus above 0, or the case chips and its halls hallKilowatts";
            if (read.Chips.FirstOrDefault(chip => !(place.HallKilowatts >= chip.Kilowatts)) is { } large)
                yield return $"cluster {place.Name} has hallKilowatts for not one chip {large.Name}";
        }

        foreach (var kind in read.Classes)
        {
            if (!IsAmount(kind.MillisecondsMax) || !IsAmount(kind.ShortageCost) || !IsAmount(kind.Gigabytes))
                yield return $"class {kind.Name} has a distance, a cost or gigabytes below zero";
            if (kind.IsStorage && read.Storage is null)
                yield return $"class {kind.Name} is storage: say under storage what a petabyte costs and draws";
        }

        foreach (var chip in read.Chips)
        {
            if (!(chip.Compute > 0 && double.IsFinite(chip.Compute))
                || !(chip.Kilowatts > 0 && double.IsFinite(chip.Kilowatts))
                || !IsAmount(chip.Cost) || chip.LeadQuarters < 0 || !(chip.LifeYears > 0))
            {
                yield return $"chip {chip.Name} needs compute, kilowatts and lifeYears above 0, and a cost and lead from 0";
            }
        }

        if (read.Storage is { } storage && (!IsAmount(storage.PetabyteCost) || !IsAmount(storage.Kilowatts)
            || storage.LeadQuarters < 0 || !(storage.LifeYears > 0)))
        {
            yield return "storage needs a petabyteCost and kilowatts from 0, and lifeYears above 0";
        }

        foreach (var future in read.Futures)
        {
            if (!(future.Growth > 0) || !double.IsFinite(future.Growth) || future.Probability is not (>= 0 and <= 1))
                yield return $"future {future.Name} needs a growth above 0 and a probability from 0 to 1";
        }

        if (!IsAmount(read.ChipKilowatts) || !IsAmount(read.CarbonPrice) || !IsAmount(read.NetworkCost)
            || !IsAmount(read.Interest))
        {
            yield return "chipKilowatts, carbonPrice, networkCost and interest must be 0 or more";
        }

        if (read.Rules.FirstOrDefault(rule => !IsAmount(rule.Value)) is { } wrong)
            yield return $"rule '{wrong.Name}' has a value below zero";
        if (read.Clusters.Select(place => place.Name).Distinct().Count() < read.Clusters.Count)
            yield return "two clusters have one name";
        if (read.Chips.Select(chip => chip.Name).Distinct().Count() < read.Chips.Count)
            yield return "two chips have one name";
        if (read.Rules.Select(rule => rule.Kind).Distinct().Count() < read.Rules.Count)
            yield return "two rules are of one kind; keep the stricter";
        if (read.Regions.Sum(region => region.Demand.Sum()) <= 0) yield return "there is no demand";
    }
}
