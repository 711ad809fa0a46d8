using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm;
using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

/// <summary>An engine on the tests' cluster, with a pool and a folder of its own.</summary>
internal sealed class SlurmRuns : IEngineUnderTest
{
    private const string Wait = "echo up; while :; do sleep 0.05; done";
    private static int _pools;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-slurm-runs-");
    private readonly string _pool = $"pool-{Interlocked.Increment(ref _pools)}";
    private readonly Func<SlurmEngineOptions, SlurmEngineOptions> _change;
    private SlurmEngine _engine;

    public SlurmRuns(SlurmCluster cluster, Func<SlurmEngineOptions, SlurmEngineOptions>? change = null)
    {
        cluster.Need();
        (Cluster, _change) = (cluster, change ?? (options => options));
        _engine = Open();
    }

    public SlurmCluster Cluster { get; }

    public string Pool => _pool;

    public IEngine Engine => _engine;

    public string Scratch(string name) => Path.Combine(_folder.FullName, name);

    public RunOrder Exits(string id, int code) => Script(id, $"exit {code}");

    public RunOrder Prints(string id, string output, string complaint) => Order(
        id, "/bin/sh", "-c", "printf %s \"$1\"; printf %s \"$2\" >&2", "sh", output, complaint);

    public RunOrder Runs(string id) => Script(id, Wait);

    public RunOrder Saves(string id) => Script(id, $"trap 'exit 0' USR1; {Wait}");

    public RunOrder IgnoresTerminate(string id) => Script(id, $"trap '' TERM; {Wait}");

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
        Tasks = [new RunTask("a1")],
        Limits = new() { MemoryMiB = 100 },
    };

    /// <summary>The line of a run's job in the queue, by a format of squeue; empty when there is none.</summary>
    public string Job(string id, string format) =>
        Cluster.Run("squeue", "-h", "-t", "all", $"--name={id}", "-O", format).Trim();

    public ValueTask DisposeAsync()
    {
        // Whatever became of the test, and even of the engine.
        var ours = Cluster.Run("squeue", "-h", "-O", "JobID:|,Comment:").Split('\n')
            .Where(line => line.Contains($"pool={_pool} ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[0])
            .ToList();
        if (ours.Count > 0) Cluster.Run("scancel", ["--signal=KILL", .. ours]);
        _engine.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private SlurmEngine Open() => new(
        _change(new SlurmEngineOptions
        {
            Root = _folder.FullName,
            Pool = _pool,
            Access = new SlurmAccess
            {
                Configuration = Cluster.Configuration,
                CallMost = TimeSpan.FromSeconds(10),
            },
            Poll = TimeSpan.FromMilliseconds(50),
            PollMost = TimeSpan.FromMilliseconds(200),
            LossWait = TimeSpan.FromSeconds(1),
        }),
        TimeProvider.System);
}
