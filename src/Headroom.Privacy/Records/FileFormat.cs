using System.Text;

namespace Headroom.Privacy.Records;

/// <summary>How the records of a file are written.</summary>
public enum FileFormat
{
    /// <summary>A value of JSON a line.</summary>
    JsonLines,

    /// <summary>Comma-separated values with a line of names.</summary>
    Csv,

    /// <summary>The same with tabs.</summary>
    TabSeparated,

    /// <summary>Lines of plain text.</summary>
    Text,

    /// <summary>Columns of Parquet: a row is a record, and its texts and whole numbers are its fields.</summary>
    Parquet,
}

/// <summary>What belongs to the formats of files.</summary>
public static class FileFormats
{
    /// <summary>The format that the name and the first bytes of a file speak for.</summary>
    public static FileFormat Guess(string path, ReadOnlySpan<byte> first)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = path.ToUpperInvariant();
        foreach (var ending in (string[])[".GZ", ".ZST"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) name = name[..^ending.Length];
        }

        return Path.GetExtension(name) switch
        {
            ".JSONL" or ".NDJSON" or ".JSONLINES" => FileFormat.JsonLines,
            ".CSV" => FileFormat.Csv,
            ".TSV" => FileFormat.TabSeparated,
            ".PARQUET" => FileFormat.Parquet,
            ".TXT" or ".LOG" or ".MD" => FileFormat.Text,
            _ when first.StartsWith("PAR1"u8) => FileFormat.Parquet,
            _ => first.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? FileFormat.JsonLines : FileFormat.Text,
        };
    }

    /// <summary>The separator of a format of separated values.</summary>
    internal static byte SeparatorOf(FileFormat format) => format == FileFormat.TabSeparated ? (byte)'\t' : (byte)',';

    internal static IRecordFormat ReaderOf(FileFormat format, string[] names, bool takesAll = false) => format switch
    {
        FileFormat.JsonLines => new JsonLines(takesAll),
        FileFormat.Csv or FileFormat.TabSeparated => new CsvRows(names, SeparatorOf(format)),
        _ => new TextLines(),
    };

    /// <summary>Names of the first record, and where it ends; -1 where its end is not among the bytes.</summary>
    internal static (string[] Names, int End) Header(ReadOnlySpan<byte> block, FileFormat format)
    {
        var end = LastRecordEnd(block, format, isFirst: true);
        if (end < 0) return ([], -1);

        var names = new NameList();
        new CsvRows([], SeparatorOf(format)).Walk(block[..end], names);
        return ([.. names.Names], end);
    }

    /// <summary>Where the last whole record of a block ends, or the first; -1 where none does.</summary>
    internal static int LastRecordEnd(ReadOnlySpan<byte> block, FileFormat format, bool isFirst = false)
    {
        if (format is FileFormat.JsonLines or FileFormat.Text)
        {
            var lineBreak = isFirst ? block.IndexOf((byte)'\n') : block.LastIndexOf((byte)'\n');
            return lineBreak < 0 ? -1 : lineBreak + 1;
        }

        return CsvRows.RecordEnd(block, SeparatorOf(format), isFirst);
    }

    private sealed class NameList : IFieldSink
    {
        public List<string> Names { get; } = [];

        public void Take(ReadOnlySpan<byte> block, int start, int end, FieldWriting writing, IRecordFormat format)
        {
            var column = ((CsvRows)format).Column;
            while (Names.Count < column) Names.Add("");
            Names.Add(Encoding.UTF8.GetString(block[start..end]).Replace("\"\"", "\"", StringComparison.Ordinal).TrimStart('\uFEFF'));
        }
    }
}
