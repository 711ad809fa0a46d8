using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;
using Headroom.Curation.Repair;
using Headroom.Formats;

namespace Headroom.Curation.Running;

/// <summary>Filters one file after the other; a file that is finished is not read again.</summary>
internal sealed class FilterPass(RunFolder folder, BlockPipeline pipeline, Recipe recipe)
{
    /// <summary>Filters a file and returns its counts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Told the bytes read, after decompression, from time to time.</param>
    /// <param name="interrupted">Ends the work.</param>
    public RunCounts Run(InputFile file, Action<long> progress, CancellationToken interrupted)
    {
        if (CountsFile.Read(folder.Scratch(file, "filtered")) is { } finished) return finished;

        var counts = new RunCounts();
        using (var stream = InputStream.Open(file.Path, out var compression))
        {
            using var kept = new PartialFile(recipe.RemovesDuplicates
                ? folder.Scratch(file, "passed")
                : folder.Result("kept", file, compression));
            using var removed = new PartialFile(folder.Result("removed", file, compression));
            using var damaged = new PartialFile(folder.Result("damaged", file, Compression.None));
            using var index = new PartialFile(folder.Scratch(file, "index"));
            var reader = new BlockReader(file.Path, stream, kind: file.Kind);
            var isRead = false;
            pipeline.Run(file.Path, compression, Read, Write, interrupted);
            foreach (var output in (PartialFile[])[kept, removed, damaged, index]) output.Complete();

            bool Read(TextBlock block)
            {
                if (file.Kind != InputKind.Text) return reader.Read(block);
                if (isRead) return false;
                isRead = true;
                return ReadText(file, stream, block);
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

    // A text becomes a record of its own, so that everything behind sees records alone.
    private bool ReadText(InputFile file, Stream stream, TextBlock block)
    {
        block.Damaged.Clear();
        block.Kind = InputKind.Records;
        block.Offset = 0;
        block.Length = 0;
        var text = new MemoryStream();
        var piece = new byte[1 << 16];
        for (var read = stream.Read(piece); read > 0; read = stream.Read(piece))
        {
            text.Write(piece, 0, read);
            if (text.Length <= BlockReader.RecordBytesMax) continue;

            block.Damaged.Add(new DamagedRecord(file.Path, 0, "the text is longer than 64 MiB"));
            return true;
        }

        var record = new ByteBuffer();
        record.Write("{\"id\":"u8);
        record.WriteJson(Encoding.UTF8.GetBytes(file.Name));
        record.Write(","u8);
        record.WriteJson(Encoding.UTF8.GetBytes(recipe.TextKey));
        record.Write(":"u8);
        record.WriteJson(TextEncoding.Utf8Of(text.GetBuffer().AsSpan(0, (int)text.Length)));
        record.Write("}\n"u8);
        if (block.Bytes.Length < record.Length) block.Bytes = new byte[record.Length];
        record.Written.CopyTo(block.Bytes);
        block.Length = record.Length;
        return true;
    }
}
