using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;
using Headroom.Curation.Repair;
using Headroom.Formats;

namespace Headroom.Curation.Running;

/// <summary>Filters one file after the other; a file that is finished is not read again.</summary>
internal sealed class FilterPass(RunFolder folder, BlockPipeline pipeline, Recipe recipe, OutputForm outputs)
{
    /// <summary>Filters a file and returns its counts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Told the bytes read, after decompression, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    public RunCounts Run(InputFile file, Action<long> progress, CancellationToken interrupted)
    {
        if (CountsFile.Read(folder.Scratch(file, "filtered")) is { } finished) return finished;

        var counts = new RunCounts();
        using (var stream = Open(file, out var form))
        {
            using var kept = new PartialFile(recipe.RemovesDuplicates
                ? folder.Scratch(file, "passed")
                : folder.Lines("kept", form));
            using var removed = new PartialFile(folder.Lines("removed", form));
            using var damaged = new PartialFile(folder.Result("damaged", file, Compression.None));
            using var index = new PartialFile(folder.Scratch(file, "index"));
            var kind = file.Kind == InputKind.Text ? InputKind.Page : file.Kind;
            var reader = new BlockReader(file.Path, stream, kind: kind);
            pipeline.Run(form, Read, Write, interrupted);
            foreach (var output in (PartialFile[])[kept, removed, damaged, index]) output.Complete();

            bool Read(TextBlock block)
            {
                if (!reader.Read(block)) return false;
                if (file.Kind == InputKind.Text) MakeRecord(file, block);
                return true;
            }

            void Write(BlockJob job)
            {
                var start = kept.Length;
                kept.Write(job.Kept.Written);
                removed.Write(job.Removed.Written);
                damaged.Write(job.Result.Damaged.Written);
                if (recipe.RemovesDuplicates) DocumentIndex.Write(index, start, job.Result);
                counts.Add(job.Result.Counts);
                progress(job.Block.Length);
            }
        }

        CountsFile.Write(folder.Scratch(file, "filtered"), counts);
        return counts;
    }

    private Stream Open(InputFile file, out FileForm form)
    {
        var isTable = FileForm.IsTableOf(file, outputs);
        var stream = InputStream.Open(file.Path, file.Kind, showsAll: !isTable, isNumbered: true, out var compression);
        form = FileForm.Of(file, compression, outputs);
        return stream;
    }

    // A text becomes a record of its own, so that everything behind sees records alone.
    private void MakeRecord(InputFile file, TextBlock block)
    {
        block.Kind = InputKind.Records;
        if (block.Damaged.Count > 0 && block.Length == 0) return;

        var record = new ByteBuffer();
        record.Write("{\"id\":"u8);
        record.WriteJson(Encoding.UTF8.GetBytes(file.Name));
        record.Write(","u8);
        record.WriteJson(Encoding.UTF8.GetBytes(recipe.TextKey));
        record.Write(":"u8);
        record.WriteJson(TextEncoding.Utf8Of(block.Text));
        record.Write("}\n"u8);
        if (block.Bytes.Length < record.Length) block.Bytes = new byte[record.Length];
        record.Written.CopyTo(block.Bytes);
        block.Length = record.Length;
    }
}
