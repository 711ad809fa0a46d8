using System.Text.Json;
using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Journal;

/// <summary>Events as JSON, each in one way only.</summary>
internal static class EventText
{
    public static byte[] Of(DateTimeOffset time, ExchangeEvent happened) => CanonicalJson.Object(json =>
    {
        json.WriteString("time", time.ToUniversalTime());
        switch (happened)
        {
            case Opened opened:
                json.WriteString("event", "opened");
                json.WriteString("name", opened.Name);
                json.WriteString("nonce", opened.Nonce);
                break;
            case Offered offered:
                json.WriteString("event", "offered");
                json.WritePropertyName("listing");
                json.WriteRawValue(offered.Listing.Text());
                break;
            case Withdrawn withdrawn:
                json.WriteString("event", "withdrawn");
                json.WriteString("listing", withdrawn.ListingId);
                break;
            default:
                AgreementEventText.Write(json, happened);
                break;
        }
    });

    /// <exception cref="FormatException">The event is none that is known.</exception>
    public static (DateTimeOffset Time, ExchangeEvent Happened) Read(JsonElement json)
    {
        return (json.GetProperty("time").GetDateTimeOffset(), json.Text("event") switch
        {
            "opened" => new Opened(json.Text("name"), json.Text("nonce")),
            "offered" => new Offered(ListingText.Read(json.GetProperty("listing"))),
            "withdrawn" => new Withdrawn(json.Text("listing")),
            _ => AgreementEventText.Read(json),
        });
    }
}
