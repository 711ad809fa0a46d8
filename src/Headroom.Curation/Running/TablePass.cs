using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;
using Headroom.Formats.Parquet;

namespace Headroom.Curation.Running;

/// <summary>
/// Makes tables of results that are lines. Rows of a table are taken from it as they are, with the texts that they have
/// now; other records become columns by their members.
/// </summary>
internal sealed class TablePass(
    RunFolder folder, IReadOnlyList<InputFile> files, Recipe recipe, RunOptions options, CancellationToken interrupted)
{
    private const string Note = "headroom";

    // Longer ones than those that are read: a text that was edited may need more escapes.
    private const int RecordBytesMax = 1 << 30;

    private static readonly string[] Kinds = ["kept", "removed", "duplicates", "cut"];

    /// <summary>Makes the tables, several files at a time.</summary>
    public void Run()
    {
        var tables = from file in files
                     where FileForm.IsTableOf(file, options.Form)
                     from kind in Kinds
                     select (FileForm.Of(file, default, options.Form), kind);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Workers,
            CancellationToken = interrupted,
        };
        try
        {
            Parallel.ForEach(tables, parallel, table => Make(table.Item1, table.kind));
        }
        catch (AggregateException faults) when (faults.InnerException is CurationException fault)
        {
            throw fault;
        }
    }

    private void Make(FileForm form, string kind)
    {
        // Lines go when their table is there: what has none is no work, or is done.
        var lines = folder.Lines(kind, form);
        if (!File.Exists(lines)) return;

        var path = folder.Table(kind, form.File);
        using (var output = new PartialFile(path))
        {
            try
            {
                output.Told(() => HasWritten(form, kind, lines, output.Stream));
            }
            catch (InvalidDataException fault)
            {
                throw new CurationException(path, 0, $"the table cannot be made ({fault.Message})", "write lines with --output-format jsonl");
            }

            output.Complete();
        }

        File.Delete(lines);
    }

    private bool HasWritten(FileForm form, string kind, string lines, Stream target)
    {
        if (form.HasRows && kind != "cut") Pick(form.File.Path, lines, target);
        else Write(lines, target);
        return true;
    }

    private void Write(string lines, Stream target)
    {
        var schema = new RecordSchema();
        ReadLines(lines, schema.Note);
        using var writer = new ParquetRecordWriter(target, schema);
        ReadLines(lines, writer.Add);
        writer.Complete();
    }

    private void Pick(string input, string lines, Stream target)
    {
        var hasNotes = false;
        var members = new RowMembers(recipe.TextKey, Note);
        ReadLines(lines, line =>
        {
            if (hasNotes) return;
            members.Read(line);
            hasNotes = !members.Note.IsEmpty;
        });
        var name = Note;
        for (var number = 2; hasNotes && ParquetPick.Has(input, name); number++) name = $"{Note}{number}";
        using var pick = new ParquetPick(input, target, recipe.TextKey, hasNotes ? name : null);
        ReadLines(lines, line =>
        {
            members.Read(line);
            pick.Add(members.Row, members.Text, members.Note);
        });
        pick.Complete();
    }

    private void ReadLines(string path, JsonRecordAction action)
    {
        using var stream = InputStream.Open(path, out _);
        var reader = new BlockReader(path, stream, RecordBytesMax);
        var block = new TextBlock();
        while (reader.Read(block))
        {
            interrupted.ThrowIfCancellationRequested();
            if (block.Damaged.Count > 0)
                throw new CurationException(path, 0, block.Damaged[0].Problem, "begin again in a new folder");

            for (var lines = block.Text; !lines.IsEmpty;)
            {
                var end = lines.IndexOf((byte)'\n');
                action(end < 0 ? lines : lines[..end]);
                lines = end < 0 ? [] : lines[(end + 1)..];
            }
        }
    }
}
