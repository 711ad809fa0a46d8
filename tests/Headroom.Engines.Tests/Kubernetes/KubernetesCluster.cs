using System.Diagnostics;
using Headroom.Testing;
using k8s;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>
/// Real Kubernetes servers of the tests' own on this machine with stand-in nodes, brought up when the first test asks
/// for them and taken down with the last one. HEADROOM_KUBERNETES names the folder of the programs.
/// </summary>
public sealed class KubernetesCluster : IDisposable
{
    private const long MemoryLeast = 1L << 30;

    // The servers tell each other their ports by options, so they cannot choose them.
    private const int Ports = 10;

    private readonly string _programs =
        Environment.GetEnvironmentVariable("HEADROOM_KUBERNETES") ?? "/var/cache/headroom/kubernetes";

    private readonly int _port = FreePorts.Take(Ports);
    private readonly Lazy<string?> _fault;
    private StandInNodes? _nodes;

    public KubernetesCluster() => _fault = new Lazy<string?>(Start);

    public string Folder { get; } = ServerFolder.Create("kubernetes", MemoryLeast);

    /// <summary>May do what the shipped manifest allows, and no more.</summary>
    public string Kubeconfig => Path.Combine(Folder, "headroom.conf");

    /// <summary>May do anything.</summary>
    public k8s.Kubernetes Admin { get; private set; } = null!;

    /// <summary>Skips the calling test where Kubernetes cannot be had.</summary>
    public void Need()
    {
        var isThere = File.Exists(Path.Combine(_programs, "kube-apiserver")) && File.Exists("/usr/bin/etcd");
        Assert.SkipUnless(
            isThere, $"no Kubernetes servers in {_programs} or no etcd; eng/kube-build.sh builds them once");
        Assert.SkipWhen(_fault.Value is not null, $"no Kubernetes could be brought up: {_fault.Value}");
    }

    /// <summary>Kills a server at once, as a power failure would, and waits until it is gone.</summary>
    public void Kill(string server)
    {
        var pid = File.ReadAllText(Path.Combine(Folder, "run", $"{server}.pid")).Trim();
        Process.Start("kill", ["-KILL", pid]).WaitForExit();
        SpinWait.SpinUntil(() => IsGone(pid), TimeSpan.FromMinutes(1));
    }

    /// <summary>Starts what does not run.</summary>
    public void Up() => Assert.Null(Bring());

    public void Dispose()
    {
        _nodes?.Dispose();
        Admin?.Dispose();
        if (_fault.IsValueCreated)
            Process.Start(Path.Combine(Repository.Root, "eng", "kube-down.sh"), [Folder, "--purge"]).WaitForExit();
        else
            Directory.Delete(Folder);
    }

    // Of one that nobody has waited for its name is left, and no memory.
    private static bool IsGone(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/statm").StartsWith("0 ", StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private string? Start()
    {
        if (Bring() is { } fault) return fault;

        Admin = new k8s.Kubernetes(
            KubernetesClientConfiguration.BuildConfigFromConfigFile(Path.Combine(Folder, "admin.conf")));
        _nodes = StandInNodes.StartAsync(Admin, Folder).GetAwaiter().GetResult();
        return null;
    }

    private string? Bring()
    {
        // To a file: the servers inherit it, and a pipe would stay open as long as they run.
        var log = Path.Combine(Folder, "up.log");
        var script = Path.Combine(Repository.Root, "eng", "kube-up.sh");
        string[] arguments = ["-c", "exec \"$@\" >\"$0\" 2>&1", log, script, Folder, "--port", $"{_port}"];
        using var process = Process.Start("bash", [.. arguments, "--programs", _programs]);
        process.WaitForExit();
        return process.ExitCode == 0 ? null : File.ReadLines(log).LastOrDefault("no word of why");
    }
}

/// <summary>All tests that need the cluster, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class KubernetesTestSuite : ICollectionFixture<KubernetesCluster>
{
    public const string Name = "Kubernetes";
}
