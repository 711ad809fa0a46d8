using System.Diagnostics;
using Xunit;

namespace Headroom.Testing;

/// <summary>
/// A real Slurm cluster of the tests' own on this machine, brought up when the first test asks for it and taken down
/// with the last one.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    // Slurm's daemons tell each other their ports by a file, so they cannot choose them.
    private const int Ports = 100;

    private readonly Lazy<string?> _fault;

    /// <summary>Starts nothing yet.</summary>
    public SlurmCluster() => _fault = new Lazy<string?>(Start);

    public string Folder { get; } = Directory.CreateTempSubdirectory("headroom-slurm-").FullName;

    public string Configuration => Path.Combine(Folder, "slurm.conf");

    public string Key => Path.Combine(Folder, "jwt.key");

    public int Port { get; } = FreePorts.Take(Ports);

    public int RestPort => Port + 92;

    /// <summary>Skips the calling test where Slurm cannot be had.</summary>
    public void Need()
    {
        var isInstalled = File.Exists("/usr/sbin/slurmctld") && File.Exists("/usr/sbin/slurmdbd");
        Assert.SkipUnless(
            isInstalled && Environment.UserName == "root",
            "Slurm is not installed or this is not root; ./test.sh installs it");
        Assert.SkipWhen(_fault.Value is not null, $"no Slurm cluster could be brought up: {_fault.Value}");
    }

    /// <summary>Runs one of Slurm's programs on the cluster; its output.</summary>
    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["SLURM_CONF"] = Configuration, ["SLURM_TIME_FORMAT"] = "%s" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    /// <summary>Kills a daemon at once, as a power failure would.</summary>
    public void Kill(string daemon)
    {
        var file = Path.Combine(Folder, "run", $"{daemon}.pid");
        Process.Start("kill", ["-KILL", File.ReadAllText(file).Trim()]).WaitForExit();
    }

    /// <summary>Starts what does not run.</summary>
    public void Up() => Assert.Null(Start());

    public void Dispose()
    {
        if (_fault.IsValueCreated)
            Process.Start(Path.Combine(Repository.Root, "eng", "slurm-down.sh"), [Folder, "--purge"]).WaitForExit();
        else
            Directory.Delete(Folder);
    }

    private string? Start()
    {
        // To a file: daemons inherit it, and a pipe would stay open as long as they run.
        var log = Path.Combine(Folder, "up.log");
        var script = Path.Combine(Repository.Root, "eng", "slurm-up.sh");
        string[] arguments = ["-c", "exec \"$@\" >\"$0\" 2>&1", log, script, Folder, "--port", $"{Port}"];
        using var process = Process.Start("bash", [.. arguments, "--accounting", "--rest"]);
        process.WaitForExit();
        return process.ExitCode == 0 ? null : File.ReadLines(log).LastOrDefault("no word of why");
    }
}
