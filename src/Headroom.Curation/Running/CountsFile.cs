using System.Globalization;
using System.Text;

namespace Headroom.Curation.Running;

/// <summary>Keeps the counts of a finished file; that it is there says that the file is finished.</summary>
internal static class CountsFile
{
    // What lines begin with that are not about a stage, whose names begin with a letter.
    private const string Languages = "#language";
    private const string Examples = "#example";

    /// <summary>Writes the counts, whole or not at all.</summary>
    public static void Write(string path, RunCounts counts)
    {
        var lines = new List<string>
        {
            string.Join('\t', new[]
            {
                counts.DocumentsIn, counts.BytesIn, counts.DocumentsOut, counts.BytesOut, counts.DocumentsEdited,
                counts.DamagedRecords,
            }.Select(count => count.ToString(CultureInfo.InvariantCulture))),
        };
        lines.AddRange(counts.Removed.Select(count => string.Create(
            CultureInfo.InvariantCulture, $"{count.Stage}\t{count.Reason}\t{count.Documents}\t{count.Bytes}")));
        lines.AddRange(counts.Languages.Select(count => string.Create(
            CultureInfo.InvariantCulture, $"{Languages}\t{count.Language}\t{count.Documents}\t{count.Passed}")));
        lines.AddRange(counts.Examples.All.Select(example => string.Create(
            CultureInfo.InvariantCulture,
            $"{Examples}\t{example.Stage}\t{example.Reason}\t{example.Place}\t{Packed(example.File)}\t{Packed(example.Text)}")));
        var partial = path + ".partial";
        File.WriteAllLines(partial, lines);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>The counts of a finished file; null when it is not finished.</summary>
    public static RunCounts? Read(string path)
    {
        if (!File.Exists(path)) return null;

        var lines = File.ReadAllLines(path).Select(line => line.Split('\t')).ToArray();
        var numbers = lines[0].Select(Number).ToArray();
        var counts = new RunCounts
        {
            DocumentsIn = numbers[0],
            BytesIn = numbers[1],
            DocumentsOut = numbers[2],
            BytesOut = numbers[3],
            DocumentsEdited = numbers[4],
            DamagedRecords = numbers[5],
        };
        foreach (var line in lines[1..])
        {
            if (line[0] == Languages)
                counts.AddLanguage(line[1], Number(line[2]), Number(line[3]));
            else if (line[0] == Examples)
                counts.Examples.Add(new(line[1], line[2], Text(line[4]), Number(line[3]), Text(line[5])));
            else
                counts.Remove(line[0], line[1], Number(line[2]), Number(line[3]));
        }

        return counts;
    }

    // Texts may hold what parts lines.
    private static string Packed(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(string packed) => Encoding.UTF8.GetString(Convert.FromBase64String(packed));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
