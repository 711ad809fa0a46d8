using Headroom.Privacy.Files;

namespace Headroom.Privacy.Masking;

/// <summary>
/// The list of findings of a run that may be stopped: it grows with the outputs and ends where they end.
/// </summary>
internal sealed class FindingsFile : IDisposable
{
    private readonly string _done;
    private readonly GrowingOutput? _output;
    private readonly FindingLines? _lines;

    private FindingsFile(string done, GrowingOutput? output)
    {
        (_done, _output) = (done, output);
        _lines = output is null ? null : new FindingLines(output.Stream);
    }

    /// <summary>Goes on behind the first <paramref name="written"/> bytes.</summary>
    public static FindingsFile Open(string folder, string path, long written)
    {
        var done = Path.Combine(folder, "findings-are-whole");
        var partial = Path.GetFullPath(path) + ".headroom-partial";

        // Stopped between the list's getting its name and the end of the run: nothing is left to be written.
        var isDone = !File.Exists(partial) && File.Exists(done);
        return new FindingsFile(done, isDone ? null : new GrowingOutput(partial, path, written));
    }

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
        // Its name says all.
        File.Create(_done).Dispose();
        _output.Commit();
    }

    // Lines that no place tells of would be taken away anyway.
    public void Dispose() => _output?.Dispose();
}
