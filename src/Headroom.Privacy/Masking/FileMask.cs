using Headroom.Formats;
using Headroom.Formats.Parquet;
using Headroom.Privacy.Files;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>Masks files. The original is only read, and what is written appears whole or not at all.</summary>
public static class FileMask
{
    /// <summary>Reads a file and finds what is in it.</summary>
    /// <exception cref="RecordException">The file is not what it should be.</exception>
    /// <exception cref="InvalidDataException">A Parquet file is damaged.</exception>
    public static MaskResult Scan(MaskRun run, string path, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var source = Open(run, path);
        return StreamMask.Run(run with { Writes = false }, path, source, null, interrupted);
    }

    /// <summary>Writes what a file becomes to <paramref name="target"/>, compressed as its name says.</summary>
    /// <exception cref="RecordException">The file is not what it should be.</exception>
    /// <exception cref="InvalidDataException">A Parquet file is damaged, or what masks a value cannot stand in its column.</exception>
    /// <exception cref="IOException">The target is the file itself, or cannot be written.</exception>
    public static MaskResult Mask(MaskRun run, string path, string target, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(run);
        OutputNames.DemandApart([path], [target]);
        using var source = Open(run, path);
        using var output = new WholeOutput(target);
        MaskResult result;
        if (source is ParquetRecordStream records)
        {
            DemandMaskable(run, path, records);
            using var rewrite = new ParquetRewriteStream(path, output.Stream);
            result = StreamMask.Run(run, path, source, rewrite, interrupted);
            rewrite.Complete();
        }
        else
        {
            // A compressor writes its end when it is closed, and the file is put under its name only then.
            using var writer = new PartedOutput(target, output.Stream);
            result = StreamMask.Run(
                run, path, source, writer, MaskCheckpoint.Start, _ => writer.EndPart(), interrupted);
        }

        // A copy whose tokens nobody could undo is none.
        run.Tokens?.Save(interrupted);
        output.Commit();
        return result;
    }

    internal static bool IsParquet(MaskRun run, string path) =>
        run.Format is null ? ParquetFile.Is(path) : run.Format == FileFormat.Parquet;

    internal static Stream Open(MaskRun run, string path) =>
        IsParquet(run, path) ? new ParquetRecordStream(path) : CompressedFile.Open(path, out _);

    // What a policy says of a column is done or refused, never passed over.
    private static void DemandMaskable(MaskRun run, string path, ParquetRecordStream records)
    {
        foreach (var (field, action) in run.Policy.Fields)
        {
            if (action is Keep || !records.OtherColumns.Contains(field)) continue;

            throw new InvalidDataException(
                $"{path}: column '{field}' holds dates, fractions or bytes, which are carried over as they are; the policy's field '{field}' can mask text and whole numbers only, so take the column out first");
        }
    }
}
