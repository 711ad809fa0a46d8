using System.Text.Json;

namespace Headroom.Server.Agreements;

/// <summary>
/// A file of rows that grows: each is on the disk before anyone goes by it. Whoever uses it lets one thread in at a
/// time.
/// </summary>
/// <param name="path">The file; made with the first row.</param>
internal sealed class RowFile<T>(string path)
{
    /// <summary>
    /// All rows. One without its line feed is one whose writer was stopped, which nobody heard of: it is taken away.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">A row of it is none.</exception>
    public IReadOnlyList<T> Read()
    {
        if (!File.Exists(path)) return [];

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(whole);
        var rows = new List<T>();
        foreach (var line in bytes.AsSpan(0, whole).Split((byte)'\n'))
        {
            var row = bytes.AsSpan(0, whole)[line];
            if (row.Length > 0) rows.Add(JsonSerializer.Deserialize<T>(row)!);
        }

        return rows;
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(T row)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(row), (byte)'\n']);
        file.Flush(flushToDisk: true);
    }
}
