using System.Text;
using System.Text.Json;
using Headroom.Exchange.Agreements;

namespace Headroom.Exchange.Journal;

/// <summary>Events of agreements and accounts as JSON, each in one way only.</summary>
internal static class AgreementEventText
{
    public static void Write(Utf8JsonWriter json, ExchangeEvent happened)
    {
        switch (happened)
        {
            case Proposed it:
                json.WriteString("event", "proposed");
                WriteTerms(json, it.Terms);
                break;
            case Countered it:
                Begin(json, "countered", it.Agreement);
                json.WriteString("version", it.Version);
                WriteTerms(json, it.Terms);
                break;
            case Agreed it:
                Begin(json, "agreed", it.Agreement);
                json.WriteString("version", it.Version);
                break;
            case Ended it:
                Begin(json, "ended", it.Agreement);
                json.WriteString("version", it.Version);
                break;
            case Closed it:
                Begin(json, "closed", it.Agreement);
                break;
            case Deposited it:
                WriteMoney(json, "deposited", it.Owner, it.Currency, it.Micro, it.Reference);
                break;
            case PaidOut it:
                WriteMoney(json, "paidOut", it.Owner, it.Currency, it.Micro, it.Reference);
                break;
            case Reported it:
                WriteJob(json, "reported", it.Agreement, it.Job);
                json.WriteNumber("gpuSeconds", it.GpuSeconds);
                json.WriteString("evidence", it.Evidence);
                break;
            case Settled it:
                WriteJob(json, "settled", it.Agreement, it.Job);
                break;
            case Disputed it:
                WriteJob(json, "disputed", it.Agreement, it.Job);
                json.WriteString("evidence", it.Evidence);
                break;
            case Resolved it:
                WriteJob(json, "resolved", it.Agreement, it.Job);
                json.WriteNumber("gpuSeconds", it.GpuSeconds);
                break;
            default:
                throw new InvalidOperationException($"an event {happened.GetType().Name} has no text");
        }
    }

    /// <exception cref="FormatException">The event is none that is known.</exception>
    public static ExchangeEvent Read(JsonElement json) => json.Text("event") switch
    {
        "proposed" => new Proposed(AgreementTerms.Read(json.GetProperty("terms"))),
        "countered" => new Countered(
            json.Text("agreement"), json.Text("version"), AgreementTerms.Read(json.GetProperty("terms"))),
        "agreed" => new Agreed(json.Text("agreement"), json.Text("version")),
        "ended" => new Ended(json.Text("agreement"), json.Text("version")),
        "closed" => new Closed(json.Text("agreement")),
        "deposited" => new Deposited(json.Text("owner"), json.Text("currency"), Whole(json, "micro"), json.Text("reference")),
        "paidOut" => new PaidOut(json.Text("owner"), json.Text("currency"), Whole(json, "micro"), json.Text("reference")),
        "reported" => new Reported(
            json.Text("agreement"), json.Text("job"), Whole(json, "gpuSeconds"), json.Text("evidence")),
        "settled" => new Settled(json.Text("agreement"), json.Text("job")),
        "disputed" => new Disputed(json.Text("agreement"), json.Text("job"), json.Text("evidence")),
        "resolved" => new Resolved(json.Text("agreement"), json.Text("job"), Whole(json, "gpuSeconds")),
        var word => throw new FormatException($"'{word}' is no event"),
    };

    private static long Whole(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static void Begin(Utf8JsonWriter json, string name, string agreement)
    {
        json.WriteString("event", name);
        json.WriteString("agreement", agreement);
    }

    private static void WriteJob(Utf8JsonWriter json, string name, string agreement, string job)
    {
        Begin(json, name, agreement);
        json.WriteString("job", job);
    }

    private static void WriteTerms(Utf8JsonWriter json, AgreementTerms terms)
    {
        json.WritePropertyName("terms");
        json.WriteRawValue(Encoding.UTF8.GetString(terms.Text()));
    }

    private static void WriteMoney(
        Utf8JsonWriter json, string name, string owner, string currency, long micro, string reference)
    {
        json.WriteString("event", name);
        json.WriteString("owner", owner);
        json.WriteString("currency", currency);
        json.WriteNumber("micro", micro);
        json.WriteString("reference", reference);
    }
}
