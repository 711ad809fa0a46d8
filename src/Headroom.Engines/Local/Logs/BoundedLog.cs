using Headroom.Engines.Contract;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Engines.Local.Logs;

/// <summary>
/// Keeps the first part and the last of what a program writes, in files of an eighth of the bound each. It never makes
/// the writer wait for room: what finds none, on a full disk as well, is passed over. For one thread.
/// </summary>
internal sealed class BoundedLog(string folder, LogStream stream, long bytesMax) : IDisposable
{
    private const int Files = 8;
    private const int FilesOfFirstPart = 2;

    private readonly long _fileBytes = Math.Max(1, bytesMax / Files);
    private readonly Queue<string> _lastPart = new();
    private SafeFileHandle? _file;
    private long _fileOffset;
    private int _filesOfFirstPart;

    /// <summary>Bytes written to the log so far, kept or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why something could not be written; null when all could.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes what the program wrote.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_file is not null && Bytes - _fileOffset >= _fileBytes) CloseFile();
            var room = _fileBytes - (_file is null ? 0 : Bytes - _fileOffset);
            var part = bytes[..(int)Math.Min(bytes.Length, room)];
            Write(part);
            Bytes += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    public void Dispose() => CloseFile();

    private void Write(ReadOnlySpan<byte> part)
    {
        try
        {
            _file ??= OpenFile();
            RandomAccess.Write(_file, part, Bytes - _fileOffset);
            if (Bytes == _fileOffset) Keep(PathOfFile());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The file ends before this part, and the next begins behind it: what is named for its place stays true.
            Fault ??= $"A part of the log could not be written: {fault.Message}";
            CutFile();
        }
    }

    private SafeFileHandle OpenFile()
    {
        _fileOffset = Bytes;
        return File.OpenHandle(
            PathOfFile(), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    private string PathOfFile() => Path.Combine(folder, LogNames.Of(stream, _fileOffset));

    private void Keep(string path)
    {
        if (_filesOfFirstPart < FilesOfFirstPart)
        {
            _filesOfFirstPart++;
            return;
        }

        if (_lastPart.Count == Files - FilesOfFirstPart) File.Delete(_lastPart.Dequeue());
        _lastPart.Enqueue(path);
    }

    private void CutFile()
    {
        if (_file is null) return;

        try
        {
            if (Bytes == _fileOffset) File.Delete(PathOfFile());
            else RandomAccess.SetLength(_file, Bytes - _fileOffset);
        }
        catch (IOException)
        {
            // Then a few bytes more are shown than were meant to be.
        }

        CloseFile();
    }

    private void CloseFile()
    {
        _file?.Dispose();
        _file = null;
    }
}
