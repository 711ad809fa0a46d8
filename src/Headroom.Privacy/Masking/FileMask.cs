using Headroom.Privacy.Files;

namespace Headroom.Privacy.Masking;

/// <summary>Masks files. The original is only read, and what is written appears whole or not at all.</summary>
public static class FileMask
{
    /// <summary>Reads a file and finds what is in it.</summary>
    /// <exception cref="Records.RecordException">The file is not what it should be.</exception>
    public static MaskResult Scan(MaskRun run, string path, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var source = Open(path);
        return StreamMask.Run(run with { Writes = false }, path, source, null, interrupted);
    }

    /// <summary>Writes what a file becomes to <paramref name="target"/>, compressed as its name says.</summary>
    /// <exception cref="Records.RecordException">The file is not what it should be.</exception>
    /// <exception cref="IOException">The target is the file itself, or cannot be written.</exception>
    public static MaskResult Mask(MaskRun run, string path, string target, CancellationToken interrupted)
    {
        DemandOther(path, target);
        using var source = Open(path);
        using var output = new WholeOutput(target);
        MaskResult result;

        // A compressor writes its end when it is closed, and the file is put under its name only then.
        using (var writer = new PartedOutput(target, output.Stream))
        {
            result = StreamMask.Run(
                run, path, source, writer, MaskCheckpoint.Start, _ => writer.EndPart(), interrupted);
        }

        output.Commit();
        return result;
    }

    internal static void DemandOther(string path, string target)
    {
        if (Path.GetFullPath(path) == Path.GetFullPath(target))
            throw new IOException($"{path}: the output would be the file itself; name another folder");
    }

    internal static Stream Open(string path) =>
        Compression.Reading(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1));
}
