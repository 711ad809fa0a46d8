using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Sealing;

namespace Headroom.Privacy.Grants;

/// <summary>What a job may do with a sealed file.</summary>
/// <param name="FileId">The file.</param>
/// <param name="Job">Public key of the job.</param>
/// <param name="Purpose">What for, in words.</param>
/// <param name="Uses">How often at most, at least 1.</param>
/// <param name="Until">The end, in UTC.</param>
public sealed record GrantTerms(string FileId, PublicKey Job, string Purpose, int Uses, DateTimeOffset Until)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal byte[] Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("file", FileId);
        json.WriteString("job", Job.ToString());
        json.WriteString("purpose", Purpose);
        json.WriteNumber("uses", Uses);
        json.WriteString("until", Until.ToUniversalTime());
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>
/// The key of a file for one job, with the terms under which it is released. The key is closed together with the terms:
/// where one of them is changed it no longer opens.
/// </summary>
/// <param name="Terms">The terms.</param>
/// <param name="Wrap">The file's key, closed for the job.</param>
public sealed record Grant(GrantTerms Terms, KeyWrap Wrap)
{
    /// <summary>Tells grants apart, and what ledgers call them.</summary>
    public string Id => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Wrap.Encapsulated))[..16];

    /// <summary>Makes a grant; the owner's key opens the file's key and never leaves this call.</summary>
    /// <param name="header">Header of the sealed file.</param>
    /// <param name="owner">Key of one of the file's recipients.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="SealException">The file is not sealed for the owner, or its policy allows no such terms.</exception>
    /// <exception cref="KeyException">The job's key is not for seals.</exception>
    public static Grant Make(SealHeader header, KeyPair owner, GrantTerms terms, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        GrantPolicy.Of(header)?.Demand(terms, now, isMade: true);
        return new Grant(terms, KeyWrap.Close(terms.Job, SealedFile.FileKey(header, owner), Info(terms)));
    }

    /// <summary>The file's key, where the terms allow it.</summary>
    /// <param name="header">Header of the sealed file.</param>
    /// <param name="job">The job's key.</param>
    /// <param name="now">The time.</param>
    /// <param name="used">How often the grant was used before.</param>
    /// <exception cref="SealException">They do not, or the grant was changed.</exception>
    public byte[] Release(SealHeader header, KeyPair job, DateTimeOffset now, int used)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.FileId != Terms.FileId) throw new SealException("the grant is for another file.");
        if (now >= Terms.Until) throw new SealException(FormattableString.Invariant($"the grant ended at {Terms.Until:u}; ask the owner for another."));
        if (used >= Terms.Uses) throw new SealException(FormattableString.Invariant($"the grant was used {used} times and allows {Terms.Uses}; ask the owner for another."));
        GrantPolicy.Of(header)?.Demand(Terms, now, isMade: false);
        return Wrap.Open(job, Info(Terms));
    }

    /// <summary>How often a ledger says that the grant was used.</summary>
    public int UsesIn(LedgerCheck ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.Rows.Count(row => row.Kind == LedgerKind.Release && row.Subject == Id);
    }

    /// <summary>The grant as JSON.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WritePropertyName("grant");
        json.WriteRawValue(Terms.Text());
        json.WritePropertyName("key");
        SealHeader.WrapJson(json, Wrap);
        json.WriteEndObject();
        json.Flush();
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="SealException">It is no grant.</exception>
    public static Grant Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var terms = document.RootElement.GetProperty("grant");
            return new Grant(
                new GrantTerms(
                    terms.GetProperty("file").GetString()!, PublicKey.Parse(terms.GetProperty("job").GetString()!),
                    terms.GetProperty("purpose").GetString()!, terms.GetProperty("uses").GetInt32(), terms.GetProperty("until").GetDateTimeOffset()),
                SealHeader.Wrap(document.RootElement.GetProperty("key")));
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or ArgumentException
                or InvalidOperationException or KeyException)
        {
            throw new SealException("this is no grant; 'headroom grant' makes one.");
        }
    }

    private static byte[] Info(GrantTerms terms) => [.. Encoding.UTF8.GetBytes("headroom grant 1\n"), .. terms.Text()];
}
