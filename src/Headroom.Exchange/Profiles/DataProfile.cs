using System.Text.Json;

namespace Headroom.Exchange.Profiles;

/// <summary>A member of records: its name and the kinds of values that it has.</summary>
/// <param name="Name">Name, with dots where it lies inside others.</param>
/// <param name="Kind">Such as <c>string</c>, or <c>number|null</c>.</param>
public sealed record ProfiledField(string Name, string Kind);

/// <summary>How far people can be told from data, after GB/T 42460-2023.</summary>
public enum RiskLevel
{
    /// <summary>Direct identifiers were found.</summary>
    Identified = 1,

    /// <summary>No direct identifiers were found; quasi-identifiers may remain.</summary>
    Masked = 2,

    /// <summary>A measured risk of re-identification is acceptable.</summary>
    Treated = 3,

    /// <summary>Sums only.</summary>
    Aggregated = 4,
}

/// <summary>What an owner tells of data: sums, and never a record of it.</summary>
/// <param name="Records">Records, or lines of a text.</param>
/// <param name="Bytes">Bytes of their texts.</param>
/// <param name="Tokens">Tokens of their texts.</param>
/// <param name="Tokenizer">What cut them.</param>
/// <param name="DuplicateMilli">Records whose text was there before, in thousandths of all.</param>
/// <param name="Risk">How far people can be told from it.</param>
/// <param name="Languages">Records by language.</param>
/// <param name="Fields">Members of records, by name.</param>
/// <param name="Findings">Personal data that was found, by kind; counts of values.</param>
public sealed record DataProfile(
    long Records, long Bytes, long Tokens, string Tokenizer, int DuplicateMilli, RiskLevel Risk,
    IReadOnlyList<CountedPart> Languages, IReadOnlyList<ProfiledField> Fields, IReadOnlyList<CountedPart> Findings)
{
    /// <summary>Most of each number of a profile.</summary>
    public const long CountMax = 1_000_000_000_000_000;

    private const int ListMax = 1_000;
    private const int DigestLength = 64;

    /// <summary>
    /// SHA-256 of the one file that was profiled, in hexadecimal digits: whoever opens it sees whether it is that one.
    /// Empty where several were.
    /// </summary>
    public string Digest { get; init; } = "";

    /// <summary>Tokens that are there for the first time.</summary>
    public long UniqueTokens => (long)((Int128)Tokens * (1000 - DuplicateMilli) / 1000);

    /// <summary>The profile as JSON, always the same for the same profile.</summary>
    public byte[] Text() => CanonicalJson.Object(json =>
    {
        json.WriteNumber("profile", 1);
        json.WriteNumber("records", Records);
        json.WriteNumber("bytes", Bytes);
        json.WriteNumber("tokens", Tokens);
        json.WriteString("tokenizer", Tokenizer);
        json.WriteNumber("duplicateMilli", DuplicateMilli);
        json.WriteString("risk", Risk.ToString());
        WriteParts(json, "languages", Languages);
        json.WriteStartObject("fields");
        foreach (var field in Fields) json.WriteString(field.Name, field.Kind);
        json.WriteEndObject();
        WriteParts(json, "findings", Findings);
        if (Digest.Length > 0) json.WriteString("digest", Digest);
    });

    /// <summary>
    /// What a file that was opened has less of than this tells, as a sentence without a full stop; null for nothing,
    /// and for a profile without a digest.
    /// </summary>
    /// <param name="digest">SHA-256 of the file, in hexadecimal digits.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="isPlain">Whether its lines are records: nothing is said of those of a compressed file.</param>
    public string? FaultOf(string digest, long lines, long bytes, bool isPlain)
    {
        if (Digest.Length == 0) return null;
        if (digest != Digest) return "it is another file than the one that was profiled";
        if (isPlain && lines < Records) return $"it has {lines} lines, and {Records} records are listed";
        return isPlain && bytes < Bytes ? $"it has {bytes} bytes, and {Bytes} bytes of text are listed" : null;
    }

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="file">Name in faults.</param>
    /// <exception cref="ExchangeException">It is no profile, or has counts so small that they may tell of people.</exception>
    public static DataProfile Parse(ReadOnlyMemory<byte> text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Of(document.RootElement);
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new ExchangeException($"{file}: this is no profile; 'headroom profile' makes one.");
        }
        catch (ExchangeException fault)
        {
            throw new ExchangeException($"{file}: {fault.Message}");
        }
    }

    internal static DataProfile Of(JsonElement json)
    {
        var fields = json.GetProperty("fields").EnumerateObject()
            .Select(field => new ProfiledField(field.Name, field.Value.GetString()!)).ToList();
        var profile = new DataProfile(
            Count(json, "records"), Count(json, "bytes"), Count(json, "tokens"), json.Text("tokenizer"),
            json.GetProperty("duplicateMilli").GetInt32(), json.Word<RiskLevel>("risk"),
            Parts(json, "languages"), fields, Parts(json, "findings"))
        {
            Digest = json.TryGetProperty("digest", out var digest) ? digest.GetString()! : "",
        };
        if (profile.Digest.Length is not (0 or DigestLength) || !profile.Digest.All(char.IsAsciiHexDigitLower)) throw new FormatException("'digest' is out of range");
        if (profile.DuplicateMilli is < 0 or > 1000 || fields.Count > ListMax) throw new FormatException("out of range");
        return profile;
    }

    private static long Count(JsonElement json, string name) =>
        json.GetProperty(name).GetInt64() is >= 0 and <= CountMax and var count
            ? count
            : throw new FormatException($"'{name}' is out of range");

    private static List<CountedPart> Parts(JsonElement json, string name)
    {
        var parts = new List<CountedPart>();
        foreach (var part in json.GetProperty(name).EnumerateObject())
        {
            long? count = part.Value.ValueKind == JsonValueKind.Null ? null : part.Value.GetInt64();
            if (count is < 0 or > CountMax || parts.Count == ListMax) throw new FormatException($"'{name}' is out of range");
            if (count is { } shown && !SmallCounts.IsShown(shown))
            {
                throw new ExchangeException(
                    $"'{part.Name}' of '{name}' counts fewer than {SmallCounts.Least}, which may tell of single people; write null.");
            }

            parts.Add(new CountedPart(part.Name, count));
        }

        return parts;
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IReadOnlyList<CountedPart> parts)
    {
        json.WriteStartObject(name);
        foreach (var part in parts)
        {
            if (part.Records is { } records) json.WriteNumber(part.Name, records);
            else json.WriteNull(part.Name);
        }

        json.WriteEndObject();
    }
}
