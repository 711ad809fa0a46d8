using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes;
using Headroom.Engines.Tests.Conformance;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>An engine on the tests' cluster, with a pool, a namespace and a folder of its own.</summary>
internal sealed class KubernetesRuns : IEngineUnderTest
{
    private const string Wait = "echo up; while :; do sleep 0.05; done";
    private static int _pools;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-kubernetes-runs-");
    private readonly Func<KubernetesEngineOptions, KubernetesEngineOptions> _change;
    private KubernetesEngine _engine;

    public KubernetesRuns(
        KubernetesCluster cluster, Func<KubernetesEngineOptions, KubernetesEngineOptions>? change = null)
    {
        cluster.Need();
        (Cluster, _change) = (cluster, change ?? (options => options));
        // No two tests meet: the cluster is late to see that a Job is gone, and would take one of its name for it.
        TestNamespace.CreateAsync(cluster, Namespace).GetAwaiter().GetResult();
        _engine = Open();
    }

    public KubernetesCluster Cluster { get; }

    public string Pool { get; } = $"pool-{Interlocked.Increment(ref _pools)}";

    /// <summary>Where its Jobs are: a namespace of its own.</summary>
    public string Namespace => Pool;

    public IEngine Engine => _engine;

    /// <summary>Kubernetes keeps one log of both streams.</summary>
    public bool KeepsStreamsApart => false;

    public RunOrder Exits(string id, int code) => Script(id, $"exit {code}");

    public RunOrder Prints(string id, string output, string complaint) => Order(
        id, "/bin/sh", "-c", "printf %s \"$1\"; printf %s \"$2\" >&2", "sh", output, complaint);

    public RunOrder Runs(string id) => Script(id, Wait);

    /// <summary>Kubernetes sends SIGTERM alone, whatever signal a program would like to have.</summary>
    public RunOrder Saves(string id) => Script(id, $"trap 'exit 0' TERM; {Wait}");

    public RunOrder IgnoresTerminate(string id) => Script(id, $"trap '' TERM; {Wait}");

    /// <summary>A second control plane's engine over the same pool.</summary>
    public KubernetesEngine OpenAnother() => Open();

    public void Restart()
    {
        _engine.Dispose();
        _engine = Open();
    }

    public static RunOrder Script(string id, string script) => Order(id, "/bin/sh", "-c", script);

    public static RunOrder Order(string id, params string[] command) => new()
    {
        Id = RunId.Of(id),
        Command = ValueList.From(command),
        Environment = [new("PATH", "/usr/bin:/bin")],
        Tasks = [new RunTask("g1")],
        Limits = new() { MemoryMiB = 100, CpuMillicores = 100 },
    };

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await TestNamespace.EmptyAsync(Cluster, Namespace);
        _folder.Delete(recursive: true);
    }

    private KubernetesEngine Open() => new(
        _change(new KubernetesEngineOptions
        {
            Root = _folder.FullName,
            Pool = Pool,
            Namespace = Namespace,
            Kubeconfig = Cluster.Kubeconfig,
            Image = "none",
            Poll = TimeSpan.FromMilliseconds(50),
        }),
        TimeProvider.System);
}
