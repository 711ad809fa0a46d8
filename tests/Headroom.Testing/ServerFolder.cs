namespace Headroom.Testing;

/// <summary>Where a server of the tests keeps its files.</summary>
public static class ServerFolder
{
    private const string Memory = "/dev/shm";

    /// <summary>
    /// A new folder, in memory where there is room: on a disk that others keep busy a server does not answer in time,
    /// and tens of thousands of files are not deleted while the tests' process may still take to end.
    /// </summary>
    /// <param name="name">What the server is.</param>
    /// <param name="bytesLeast">What has to be free in memory.</param>
    public static string Create(string name, long bytesLeast)
    {
        if (!Directory.Exists(Memory) || new DriveInfo(Memory).AvailableFreeSpace < bytesLeast)
            return Directory.CreateTempSubdirectory($"headroom-{name}-").FullName;

        return Directory.CreateDirectory(Path.Combine(Memory, $"headroom-{name}-{Guid.NewGuid():N}")).FullName;
    }
}
