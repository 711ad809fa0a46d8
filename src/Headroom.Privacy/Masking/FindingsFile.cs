using Headroom.Privacy.Files;

namespace Headroom.Privacy.Masking;

/// <summary>
/// The list of findings of a run that may be stopped: it grows with the outputs and ends where they end.
/// </summary>
internal sealed class FindingsFile : IDisposable
{
    private readonly GrowingOutput? _output;
    private readonly FindingLines? _lines;

    private FindingsFile(GrowingOutput? output)
    {
        _output = output;
        _lines = output is null ? null : new FindingLines(output.Stream);
    }

    /// <summary>Goes on behind the first <paramref name="written"/> bytes.</summary>
    public static FindingsFile Open(string folder, string path, long written)
    {
        var partial = Partial(path);

        // Stopped between the list's getting its name and the end of the run: nothing is left to be written.
        var isDone = !File.Exists(partial) && File.Exists(Path.Combine(folder, Done));
        return new FindingsFile(isDone ? null : new GrowingOutput(partial, path, written)) { Folder = folder };
    }

    private const string Done = "findings-are-whole";

    private string Folder { get; init; } = "";

    public void Write(FieldFinding finding) => _lines!.Write(finding);

    /// <summary>Brings all lines to the disk, and tells how many bytes there are.</summary>
    public long Flush()
    {
        _lines!.Flush();
        return _output!.Flush();
    }

    public void Commit()
    {
        if (_output is null) return;

        Flush();
        using (File.Create(Path.Combine(Folder, Done)))
        {
            // Its name says all.
        }

        _output.Commit();
    }

    public void Dispose()
    {
        // Lines that no place tells of would be taken away anyway.
        _output?.Dispose();
    }

    private static string Partial(string path) => Path.GetFullPath(path) + ".headroom-partial";
}
