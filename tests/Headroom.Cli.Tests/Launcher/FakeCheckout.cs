using System.Diagnostics;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Launcher;

/// <summary>A checkout with the real launcher, and in place of the SDK a script that notes how it was called.</summary>
internal sealed class FakeCheckout : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeCheckout()
    {
        foreach (var folder in new[] { "src", "samples", "eng", "bin" })
            Directory.CreateDirectory(_folder.At(folder));
        foreach (var file in new[] { "Directory.Build.props", "global.json", "src/Program.cs" })
            _folder.Write(file, "");
        Launcher = _folder.WriteProgram("headroom", File.ReadAllText(Path.Combine(Repository.Root, "headroom")));
        _folder.WriteProgram("bin/dotnet", """
            #!/bin/bash
            root=$(dirname "$(dirname "$(readlink -f "$0")")")
            if [[ $1 != publish ]]; then
                echo "in $PWD:"
                printf '<%s>' "${@:2}"
                exit 7
            fi
            echo build >> "$root/builds"
            echo "noise of the build"
            while [[ $1 != -o ]]; do shift; done
            [[ -f $root/broken ]] && { touch "$2/half"; exit 1; }
            [[ -f $root/slow ]] && sleep 0.3
            touch "$2/headroom.dll"
            """);
    }

    public string Launcher { get; }

    public string Root => _folder.Path;

    public int Builds => File.Exists(_folder.At("builds")) ? File.ReadAllLines(_folder.At("builds")).Length : 0;

    public IEnumerable<string> BuildFolders =>
        Directory.EnumerateFileSystemEntries(_folder.At("artifacts/launcher"), "build.*");

    public void Touch(string name) => _folder.Write(name, "changed");

    /// <summary>Makes a build count as older than any source that is written from now on.</summary>
    public void AgeBuild()
    {
        foreach (var build in BuildFolders)
            File.SetLastWriteTimeUtc(Path.Combine(build, "stamp"), DateTime.UnixEpoch.AddYears(50));
        var entries = Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories);
        foreach (var source in entries.Where(path => !path.Contains("artifacts")))
            File.SetLastWriteTimeUtc(source, DateTime.UnixEpoch.AddYears(40));
    }

    public Task<CliResult> RunAsync(string program, params string[] arguments) => RunInAsync(Root, program, arguments);

    public Task<CliResult> RunInAsync(string folder, string program, params string[] arguments) =>
        ExternalProgram.RunAsync(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            Environment = { ["PATH"] = $"{_folder.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}" },
        });

    public void Dispose() => _folder.Dispose();
}
