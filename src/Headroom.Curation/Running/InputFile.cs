using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Formats.Parquet;

namespace Headroom.Curation.Running;

/// <summary>One file of a run.</summary>
/// <param name="Path">Path as the caller gave it, or below a folder that he gave.</param>
/// <param name="Name">What its outputs are called, without endings; different for every file of a run.</param>
internal sealed record InputFile(string Path, string Name)
{
    private static readonly string[] Endings =
        [".jsonl", ".ndjson", ".json", ".txt", ".html", ".htm", ".warc.wet", ".warc", ".parquet"];

    private static readonly string[] Compressions = ["", ".gz", ".zst"];

    /// <summary>What it holds.</summary>
    public InputKind Kind { get; } = KindOf(WithoutCompression(Path));

    /// <summary>How outputs say where its records are of, up to the number.</summary>
    public byte[] Place => field ??= RecordPlace.Of(Path, Kind == InputKind.Table);

    private static InputKind KindOf(string path) => EndsIn(path, ".txt") ? InputKind.Text
        : EndsIn(path, ".html") || EndsIn(path, ".htm") ? InputKind.Page
        : EndsIn(path, ".parquet") ? InputKind.Table
        : EndsIn(path, ".warc") || EndsIn(path, ".warc.wet") ? InputKind.Archive
        : InputKind.Records;

    private static bool EndsIn(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes sure that a table has a column of that name.</summary>
    /// <exception cref="CurationException">It has none; the message tells those that it has.</exception>
    public void DemandText(string textKey)
    {
        if (Kind != InputKind.Table) return;

        try
        {
            using var table = new ParquetRecordStream(Path, showsAll: true);
            if (table.Columns.Contains(textKey)) return;

            throw new CurationException(Path, 0,
                $"there is no column '{textKey}'; its columns are {string.Join(", ", table.Columns)}",
                "say which one holds the text (`text:` of a recipe, or --text)");
        }
        catch (InvalidDataException)
        {
            // A damaged file is set aside when it is read, as damaged records are.
        }
    }

    /// <summary>All files that the inputs name, sorted within folders.</summary>
    /// <exception cref="CurationException">An input is missing, a folder is empty, or two files have one
    /// name.</exception>
    public static IReadOnlyList<InputFile> All(IReadOnlyList<string> inputs)
    {
        var files = new List<InputFile>();
        foreach (var input in inputs)
        {
            if (Directory.Exists(input)) files.AddRange(InFolder(input));
            else if (File.Exists(input)) files.Add(new InputFile(input, NameOf(System.IO.Path.GetFileName(input))));
            else throw new CurationException(input, 0, "there is no such file", "check the path");
        }

        foreach (var twice in files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (twice.Count() > 1)
            {
                throw new CurationException(twice.Last().Path, 0,
                    $"its outputs would be called as those of {twice.First().Path}", "rename one of the two");
            }
        }

        return files;
    }

    private static InputFile[] InFolder(string folder)
    {
        InputFile[] files =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(IsRecords)
                .Order(StringComparer.Ordinal)
                .Select(path => new InputFile(
                    path, NameOf(System.IO.Path.GetRelativePath(folder, path).Replace('/', '_').Replace('\\', '_')))),
        ];
        return files.Length > 0 ? files
            : throw new CurationException(folder, 0, "no file in it holds records",
                "their names end in .jsonl, .json, .ndjson, .txt, .html, .htm, .warc or .warc.wet, perhaps with .gz or .zst behind it, or in .parquet");
    }

    private static bool IsRecords(string path) => Endings.Any(ending => Compressions.Any(
        compression => path.EndsWith(ending + compression, StringComparison.OrdinalIgnoreCase)));

    private static string NameOf(string name)
    {
        name = WithoutCompression(name);
        var ending = Endings.FirstOrDefault(one => name.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        return ending is null || ending.Length == name.Length ? name : name[..^ending.Length];
    }

    private static string WithoutCompression(string name)
    {
        var ending = Compressions[1..].FirstOrDefault(
            one => name.EndsWith(one, StringComparison.OrdinalIgnoreCase) && name.Length > one.Length);
        return ending is null ? name : name[..^ending.Length];
    }
}
