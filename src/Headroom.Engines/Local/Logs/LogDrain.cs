using Headroom.Engines.Contract;
using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Logs;

/// <summary>
/// Empties the pipe that a program writes to into its log, on a thread of its own, until nobody can write.
/// </summary>
internal sealed class LogDrain : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly Pipe _pipe = Pipe.Open();
    private readonly BoundedLog _log;
    private readonly ManualResetEventSlim _isDone = new();

    public LogDrain(string folder, LogStream stream, long bytesMax) => _log = new BoundedLog(folder, stream, bytesMax);

    /// <summary>Where the program writes to.</summary>
    public int Writer => _pipe.Writer;

    /// <summary>Bytes that came; final once <see cref="WaitForEnd"/> has returned.</summary>
    public long Bytes => _log.Bytes;

    /// <summary>Why something could not be written; null when all could.</summary>
    public string? Fault => _log.Fault;

    /// <summary>Begins, when the program has its end of the pipe.</summary>
    public void Start()
    {
        _pipe.CloseWriter();
        new Thread(Run) { IsBackground = true, Name = "log" }.Start();
    }

    /// <summary>
    /// Waits until all is written that the program left in the pipe; false when someone who does not descend from it
    /// still holds its end.
    /// </summary>
    public bool WaitForEnd(TimeSpan longest) => _isDone.Wait(longest);

    public void Dispose()
    {
        _pipe.Dispose();
        if (_isDone.IsSet) _log.Dispose();
    }

    private void Run()
    {
        var buffer = new byte[BufferBytes];
        using (var reader = new FileStream(_pipe.Reader, FileAccess.Read, bufferSize: 0))
        {
            while (reader.Read(buffer) is var count and > 0) _log.Append(buffer.AsSpan(0, count));
        }

        _log.Dispose();
        _isDone.Set();
    }
}
