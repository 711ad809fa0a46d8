using System.Text.Json;
using Headroom.Exchange.Profiles;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Listings;

/// <summary>Listings as JSON, each in one way only.</summary>
internal static class ListingText
{
    public static void Write(Utf8JsonWriter json, Listing listing)
    {
        var terms = listing.Terms;
        json.WriteString("kind", listing.Kind);
        json.WriteString("name", terms.Name);
        json.WriteString("owner", terms.Owner.ToString());
        json.WriteString("currency", terms.Currency);
        json.WriteWords("purposes", terms.Purposes);
        json.WriteWords("regions", terms.Regions);
        json.WriteString("from", terms.From);
        json.WriteString("until", terms.Until);
        listing.WriteOwn(json);
    }

    public static void WriteData(Utf8JsonWriter json, DataListing data)
    {
        json.WritePropertyName("profile");
        json.WriteRawValue(data.Profile.Text());
        json.WriteString("protection", data.Protection.ToString());
        json.WriteWords("evidence", data.Evidence);
        json.WriteWords("licences", data.Licences);
        json.WriteString("tuning", data.Tuning.ToString());
        if (data.Privacy is { } privacy)
        {
            json.WriteNumber("epsilonMilli", privacy.EpsilonMilli);
            json.WriteNumber("deltaExponent", privacy.DeltaExponent);
        }

        json.WriteNumber("askMicro", data.AskMicro);
        if (data.BudgetMicro is { } budget) json.WriteNumber("budgetMicro", budget);
        json.WriteNumber("copies", data.Copies);
        json.WriteNumber("passes", data.Passes);
    }

    public static void WriteCompute(Utf8JsonWriter json, ComputeListing compute)
    {
        json.WriteString("chip", compute.Chip);
        json.WriteNumber("teraflops", compute.Teraflops);
        json.WriteNumber("gpus", compute.Gpus);
        json.WriteNumber("hours", compute.Hours);
        json.WriteNumber("slots", compute.Slots);
        json.WriteStartArray("prices");
        foreach (var step in compute.Prices.Steps)
        {
            json.WriteStartObject();
            if (step.ToHours is { } to) json.WriteNumber("toHours", to);
            json.WriteNumber("microPerHour", step.MicroPerHour);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteWords("protections", [.. compute.Protections.Select(protection => protection.ToString())]);
        json.WriteWords("evidence", compute.Evidence);
    }

    public static void WriteModel(Utf8JsonWriter json, ModelListing model)
    {
        json.WriteString("base", model.Base);
        json.WriteString("licence", model.Licence);
        json.WriteNumber("parameters", model.Parameters);
        json.WriteWords("tunings", [.. model.Tunings.Select(tuning => tuning.ToString())]);
        json.WriteNumber("askMicro", model.AskMicro);
    }

    /// <summary>Reads what was written; whether it is within its limits is <see cref="ListingCheck"/>'s to say.</summary>
    /// <exception cref="FormatException">A word is none that is known.</exception>
    public static Listing Read(JsonElement json)
    {
        var terms = new ListingTerms(
            json.Text("name"), PublicKey.Parse(json.Text("owner")), json.Text("currency"), json.Words("purposes"), json.Words("regions"),
            json.GetProperty("from").GetDateTimeOffset(), json.GetProperty("until").GetDateTimeOffset());
        return json.Text("kind") switch
        {
            "data" => Data(json, terms),
            "compute" => Compute(json, terms),
            "model" => Model(json, terms),
            var kind => throw new FormatException($"'{kind}' is no kind of listing"),
        };
    }

    private static DataListing Data(JsonElement json, ListingTerms terms) => new(
        terms, DataProfile.Of(json.GetProperty("profile")), json.Word<Protection>("protection"), json.Words("evidence"),
        json.Words("licences"), json.Word<Tuning>("tuning"), PrivacyOf(json), json.GetProperty("askMicro").GetInt64(),
        json.NumberOrNull("budgetMicro"), json.GetProperty("copies").GetInt32(), json.GetProperty("passes").GetInt32());

    private static PrivacyTerms? PrivacyOf(JsonElement json) => json.TryGetProperty("epsilonMilli", out var epsilon)
        ? new PrivacyTerms(epsilon.GetInt32(), json.GetProperty("deltaExponent").GetInt32())
        : null;

    private static ComputeListing Compute(JsonElement json, ListingTerms terms) => new(
        terms, json.Text("chip"), json.GetProperty("teraflops").GetInt32(), json.GetProperty("gpus").GetInt32(),
        json.GetProperty("hours").GetInt64(), json.GetProperty("slots").GetInt32(),
        new PriceCurve([.. json.GetProperty("prices").EnumerateArray().Select(step =>
            new PriceStep(step.NumberOrNull("toHours"), step.GetProperty("microPerHour").GetInt64()))]),
        [.. json.Words("protections").Select(Enum.Parse<Protection>)], json.Words("evidence"));

    private static ModelListing Model(JsonElement json, ListingTerms terms) => new(
        terms, json.Text("base"), json.Text("licence"), json.GetProperty("parameters").GetInt64(),
        [.. json.Words("tunings").Select(Enum.Parse<Tuning>)], json.GetProperty("askMicro").GetInt64());
}
