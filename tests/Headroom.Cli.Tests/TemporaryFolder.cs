namespace Headroom.Cli.Tests;

/// <summary>A folder of one test, with a space in its name, gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("headroom test ").FullName;

    public IEnumerable<string> Names =>
        Directory.EnumerateFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order();

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public string WriteProgram(string name, string text)
    {
        var path = Write(name, text);
        using var chmod = System.Diagnostics.Process.Start("chmod", ["+x", path]);
        chmod.WaitForExit();
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
