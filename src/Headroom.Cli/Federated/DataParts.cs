using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Federated;

/// <summary>
/// The data of a site in parts: which part a record comes to depends on the record alone, or on one member of it, so
/// that one record, or all of one person, can change one part only.
/// </summary>
internal static class DataParts
{
    private const string Done = "done";
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Writes the parts into a folder, unless they are there.</summary>
    /// <param name="data">Lines, one a record.</param>
    /// <param name="folder">The folder; nobody else may read it.</param>
    /// <param name="parts">How many.</param>
    /// <param name="member">Member of JSON lines that records of one person share; null for each record by itself.</param>
    public static void Write(string data, string folder, int parts, string? member)
    {
        if (File.Exists(Path.Combine(folder, Done))) return;

        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);
        var writers = Enumerable.Range(0, parts).Select(part => new StreamWriter(Path.Combine(folder, NameOf(part, "jsonl")))).ToList();
        var number = 0L;
        try
        {
            foreach (var line in File.ReadLines(data))
            {
                number++;
                if (line.Length > 0) writers[PartOf(member is null ? line : Shared(line, member, data, number), parts)].Write(line + "\n");
            }
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }

        File.WriteAllText(Path.Combine(folder, Done), number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Name of a part's file.</summary>
    public static string NameOf(int part, string kind) => string.Create(CultureInfo.InvariantCulture, $"part-{part:D3}.{kind}");

    private static int PartOf(string text, int parts) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % (uint)parts);

    private static string Shared(string line, string member, string data, long number)
    {
        try
        {
            using var record = JsonDocument.Parse(line);
            return record.RootElement.GetProperty(member).ToString();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure(ExitCode.WrongUse, string.Create(CultureInfo.InvariantCulture, $"{data}, line {number}: this is no JSON object with a member '{member}'; leave --person out, or name another member."));
        }
    }
}
