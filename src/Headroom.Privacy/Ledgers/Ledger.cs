using System.Text;
using System.Text.Json;
using Headroom.Privacy.Keys;

namespace Headroom.Privacy.Ledgers;

/// <summary>A ledger does not hold. The message is a sentence with file and line.</summary>
public sealed class LedgerException(string sentence) : Exception(sentence);

/// <summary>What a check of a ledger came to.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Head">Hash of the last one: kept elsewhere it shows later whether rows were cut off.</param>
/// <param name="Signer">The key that signed all of them; null for an empty ledger.</param>
public sealed record LedgerCheck(IReadOnlyList<LedgerRow> Rows, string Head, PublicKey? Signer);

/// <summary>
/// A file of rows, each of which holds the hash of the one before and is signed: none can be changed, taken out or put
/// between later without it being seen.
/// </summary>
public static class Ledger
{
    private const int LineBytesMax = 1 << 16;

    /// <summary>Adds a row, and brings it to the disk.</summary>
    /// <exception cref="LedgerException">The last row does not hold, or another key signed it.</exception>
    public static LedgerRow Append(
        string path, KeyPair signer, DateTimeOffset time, LedgerKind kind, string subject, string detail)
    {
        ArgumentNullException.ThrowIfNull(signer);
        using var file = Opened(path);
        return Append(path, file, signer, time, kind, subject, detail);
    }

    private static LedgerRow Append(
        string path, FileStream file, KeyPair signer, DateTimeOffset time, LedgerKind kind, string subject,
            string detail)
    {
        var last = Last(path, file, signer);
        var row = new LedgerRow(
            (last?.Number ?? -1) + 1, time.ToUniversalTime(), kind, subject, detail, last?.Hash ?? LedgerRow.Nothing);
        var text = row.Text();
        WriteWhole(file, Encoding.UTF8.GetBytes(Line(text, signer.Public, signer.Sign(text)) + "\n"));
        return row;
    }

    private static FileStream Opened(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    // A full disk takes the beginning of a row, and no row could follow it ever after.
    private static void WriteWhole(FileStream file, byte[] line)
    {
        var length = file.Length;
        try
        {
            file.Seek(length, SeekOrigin.Begin);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(length);
            throw;
        }
    }

    /// <summary>
    /// Adds a row where the rows before allow it. Nobody else adds one in between: of two who count to the last use of
    /// a grant at the same moment, one is refused.
    /// </summary>
    /// <param name="path">The ledger; made where there is none.</param>
    /// <param name="signer">Key that signs all of its rows.</param>
    /// <param name="time">When.</param>
    /// <param name="kind">What the row is about.</param>
    /// <param name="subject">Which file, grant or budget.</param>
    /// <param name="detail">More of it, in words.</param>
    /// <param name="demand">Looks at the rows before, and throws where the new one may not follow.</param>
    /// <exception cref="LedgerException">A row does not hold, or another key signed it.</exception>
    /// <exception cref="IOException">Another program adds a row at this moment.</exception>
    public static LedgerRow Append(
        string path, KeyPair signer, DateTimeOffset time, LedgerKind kind, string subject, string detail,
            Action<LedgerCheck> demand)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(demand);
        using var file = Opened(path);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        demand(Check(path, Encoding.UTF8.GetString(bytes), signer.Public, head: null));
        return Append(path, file, signer, time, kind, subject, detail);
    }

    /// <summary>Checks all rows.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="signer">The key that must have signed them; null for whichever signed the first.</param>
    /// <param name="head">Hash that one of the rows must have; null for none.</param>
    /// <exception cref="LedgerException">A row does not hold.</exception>
    public static LedgerCheck Verify(string path, PublicKey? signer = null, string? head = null) =>
        Check(path, File.ReadAllText(path), signer, head);

    private static LedgerCheck Check(string path, string text, PublicKey? signer, string? head)
    {
        var rows = new List<LedgerRow>();
        var previous = LedgerRow.Nothing;
        var isHeadSeen = head is null or "";
        if (text.Length > 0 && !text.EndsWith('\n')) throw new LedgerException($"{path}: the last row is cut off.");

        foreach (var line in text.Split('\n')[..^1])
        {
            var place = $"{path}, line {rows.Count + 1}";
            var (row, by) = Row(line, place);
            signer ??= by;
            if (by.ToString() != signer.ToString()) throw new LedgerException($"{place}: signed by another key, {by.Id}.");
            if (row.Number != rows.Count) throw new LedgerException($"{place}: the row has number {row.Number}, not {rows.Count}; rows were taken out or put in.");
            if (row.Previous != previous) throw new LedgerException($"{place}: the row does not follow the one before; rows were changed.");

            previous = row.Hash;
            isHeadSeen |= previous == head;
            rows.Add(row);
        }

        return isHeadSeen ? new LedgerCheck(rows, previous, rows.Count == 0 ? null : signer) : throw new LedgerException($"{path}: no row has the hash {head}; rows were cut off or changed.");
    }

    private static LedgerRow? Last(string path, FileStream file, KeyPair signer)
    {
        if (file.Length == 0) return null;

        var from = Math.Max(0, file.Length - LineBytesMax);
        file.Seek(from, SeekOrigin.Begin);
        var tail = new byte[file.Length - from];
        file.ReadExactly(tail);
        var text = Encoding.UTF8.GetString(tail);
        if (!text.EndsWith('\n'))
        {
            var whole = from + tail.AsSpan().LastIndexOf((byte)'\n') + 1;
            throw new LedgerException(FormattableString.Invariant(
                $"{path}, byte {whole}: the last row is cut off, as by a power cut; 'truncate -s {whole}' takes it away, and 'headroom audit verify' checks the rest."));
        }

        var (row, by) = Row(text.Split('\n')[^2], $"{path}, last line");
        return by.ToString() == signer.Public.ToString() ? row : throw new LedgerException($"{path}: another key, {by.Id}, signs this ledger.");
    }

    private static string Line(byte[] row, PublicKey signer, byte[] signature) =>
        $"{{\"row\":{Encoding.UTF8.GetString(row)},\"signer\":\"{signer}\",\"signature\":\"{Convert.ToBase64String(signature)}\"}}";

    private static (LedgerRow Row, PublicKey Signer) Row(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var raw = document.RootElement.GetProperty("row");
            var row = LedgerRow.Parse(raw);
            var signer = PublicKey.Parse(document.RootElement.GetProperty("signer").GetString()!);

            // Only the one way of writing a row counts, to the byte: Base64 has others, with spaces or loose last bits.
            var signature = document.RootElement.GetProperty("signature").GetBytesFromBase64();
            if (line != Line(row.Text(), signer, signature) || !signer.Verifies(row.Text(), signature))
                throw new LedgerException($"{place}: the signature is not that of the row; the row was changed.");

            return (row, signer);
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or ArgumentException
                or InvalidOperationException or KeyException)
        {
            throw new LedgerException($"{place}: this is no row of a ledger.");
        }
    }
}
