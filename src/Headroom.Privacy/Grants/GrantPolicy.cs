using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Grants;

/// <summary>
/// What grants on a file may say. It is bound to the file when it is sealed: whoever opens the file sees it, and
/// nobody can change it without sealing the file again.
/// </summary>
/// <param name="Purposes">Purposes that a grant may name; empty for any.</param>
/// <param name="UsesMax">Most uses of a grant; null for any number.</param>
/// <param name="HoursMax">Longest time of a grant in hours, from when it is made; null for any.</param>
/// <param name="Until">Time from which nothing is released by a grant, in UTC; null for none.</param>
/// <param name="Jobs">Ids of the keys of jobs that may be granted; empty for any.</param>
public sealed record GrantPolicy(
    IReadOnlyList<string> Purposes, int? UsesMax, double? HoursMax, DateTimeOffset? Until, IReadOnlyList<string> Jobs)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy of a sealed file; null where grants may say anything.</summary>
    /// <exception cref="SealException">The file has one that this program does not understand.</exception>
    public static GrantPolicy? Of(SealHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Policy.Length == 0) return null;

        try
        {
            using var document = JsonDocument.Parse(header.Policy);
            var root = document.RootElement;
            return new GrantPolicy(
                [.. root.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString()!)],
                root.TryGetProperty("uses", out var uses) ? uses.GetInt32() : null,
                root.TryGetProperty("hours", out var hours) ? hours.GetDouble() : null,
                root.TryGetProperty("until", out var until) ? until.GetDateTimeOffset() : null,
                [.. root.GetProperty("jobs").EnumerateArray().Select(job => job.GetString()!)]);
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new SealException("the file's policy for grants cannot be read; open it with a newer headroom.");
        }
    }

    /// <summary>The policy as JSON, always the same for the same policy.</summary>
    public string Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        Write(json, "purposes", Purposes);
        if (UsesMax is { } uses) json.WriteNumber("uses", uses);
        if (HoursMax is { } hours) json.WriteNumber("hours", hours);
        if (Until is { } until) json.WriteString("until", until.ToUniversalTime());
        Write(json, "jobs", Jobs);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Demands that a grant may have these terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="now">The time at which it is made or used.</param>
    /// <param name="isMade">Whether it is being made; else it is being used, and its length was looked at then.</param>
    /// <exception cref="SealException">It may not. The sentence names what the policy allows.</exception>
    public void Demand(GrantTerms terms, DateTimeOffset now, bool isMade)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (Purposes.Count > 0 && !Purposes.Contains(terms.Purpose))
            throw Refused($"it allows the purposes {string.Join(", ", Purposes)}, not '{terms.Purpose}'");
        if (terms.Uses > UsesMax) throw Refused(FormattableString.Invariant($"it allows {UsesMax} uses, not {terms.Uses}"));
        if (Jobs.Count > 0 && !Jobs.Contains(terms.Job.Id)) throw Refused($"it names no job with the key {terms.Job.Id}");
        if (now >= Until || terms.Until > Until) throw Refused(FormattableString.Invariant($"it allows nothing after {Until:u}"));
        if (isMade && HoursMax is { } hours && terms.Until > now.AddHours(hours))
            throw Refused(FormattableString.Invariant($"it allows {hours} hours, not {(terms.Until - now).TotalHours:0.##}"));
    }

    private static SealException Refused(string why) => new($"the file's policy for grants refuses: {why}.");

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
