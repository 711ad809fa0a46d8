using System.Text.Json;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Releases;

/// <summary>What a job that wants to open a sealed file says of itself.</summary>
/// <param name="Exchange">Id of the exchange.</param>
/// <param name="Agreement">Id of the agreement.</param>
/// <param name="Job">The job, as reports name it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Command">Digest of its command.</param>
/// <param name="Region">Where it runs.</param>
/// <param name="File">Id of the sealed file.</param>
/// <param name="GpuSeconds">What it takes at most.</param>
/// <param name="Key">Public key that was made where it runs, for this request alone.</param>
/// <param name="Time">When, in UTC.</param>
public sealed record ReleaseRequest(
    string Exchange, string Agreement, string Job, string Purpose, string Command, string Region, string File,
    long GpuSeconds, PublicKey Key, DateTimeOffset Time)
{
    /// <summary>Tells requests apart, and is what evidence is shown for: SHA-256 over <see cref="Text"/>.</summary>
    public string Id => CanonicalJson.Digest(Text());

    /// <summary>The request as JSON, always the same for the same request.</summary>
    public byte[] Text() => CanonicalJson.Object(json =>
    {
        json.WriteString("exchange", Exchange);
        json.WriteString("agreement", Agreement);
        json.WriteString("job", Job);
        json.WriteString("purpose", Purpose);
        json.WriteString("command", Command);
        json.WriteString("region", Region);
        json.WriteString("file", File);
        json.WriteNumber("gpuSeconds", GpuSeconds);
        json.WriteString("key", Key.ToString());
        json.WriteString("time", Time.ToUniversalTime());
    });

    internal static ReleaseRequest Read(JsonElement json) => new(
        json.Text("exchange"), json.Text("agreement"), json.Text("job"), json.Text("purpose"), json.Text("command"),
        json.Text("region"), json.Text("file"), json.GetProperty("gpuSeconds").GetInt64(),
        PublicKey.Parse(json.Text("key")), json.GetProperty("time").GetDateTimeOffset());
}

/// <summary>A request with the evidence that is shown for it.</summary>
/// <param name="Request">What the job says.</param>
/// <param name="Evidence">What backs it, by kind.</param>
public sealed record ShownRequest(ReleaseRequest Request, IReadOnlyList<EvidenceStatement> Evidence)
{
    /// <summary>Most bytes of a request.</summary>
    public const int BytesMax = 1 << 16;

    /// <summary>The request as JSON.</summary>
    public byte[] Write() => CanonicalJson.Object(json =>
    {
        json.WritePropertyName("request");
        json.WriteRawValue(Request.Text());
        json.WriteStartObject("evidence");
        foreach (var statement in Evidence) json.WriteString(statement.Kind, statement.Text);
        json.WriteEndObject();
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ExchangeException">It is no request.</exception>
    public static ShownRequest Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            if (text.Length > BytesMax) throw new FormatException("too long");
            using var document = JsonDocument.Parse(text);
            return new(
                ReleaseRequest.Read(document.RootElement.GetProperty("request")),
                [.. document.RootElement.GetProperty("evidence").EnumerateObject()
                    .Select(one => new EvidenceStatement(one.Name, one.Value.GetString() ?? ""))]);
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or ArgumentException
                or InvalidOperationException or KeyException)
        {
            throw new ExchangeException("this is no request for a sealed file.");
        }
    }
}
