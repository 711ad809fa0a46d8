using Microsoft.Win32.SafeHandles;

namespace Headroom.Engines.Local.Native;

/// <summary>A pipe whose two ends no program inherits by accident.</summary>
internal sealed class Pipe : IDisposable
{
    private int _writer;

    private Pipe(int reader, int writer)
    {
        Reader = new SafeFileHandle(reader, ownsHandle: true);
        _writer = writer;
    }

    public SafeFileHandle Reader { get; }

    /// <summary>The end to write to, until <see cref="CloseWriter"/>.</summary>
    public int Writer => _writer;

    public static unsafe Pipe Open()
    {
        var ends = stackalloc int[2];
        return Libc.pipe2(ends, Libc.CloseOnExec) == 0
            ? new Pipe(ends[0], ends[1])
            : throw ErrorNumber.Failure("A pipe cannot be opened");
    }

    /// <summary>The reader sees the end only when nobody can write any more.</summary>
    public void CloseWriter()
    {
        if (_writer >= 0) _ = Libc.close(_writer);
        _writer = -1;
    }

    public void Dispose()
    {
        CloseWriter();
        Reader.Dispose();
    }
}
