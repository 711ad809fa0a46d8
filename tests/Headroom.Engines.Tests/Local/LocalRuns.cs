using System.Text;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local;
using Headroom.Engines.Local.Files;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Local;

/// <summary>A local engine in a folder of its own; what still runs at the end of the test is ended.</summary>
internal sealed class LocalRuns : IAsyncDisposable
{
    public static readonly StopRules AtOnce = new() { Grace = TimeSpan.Zero };

    public static readonly StopRules Patient = new() { Grace = TimeSpan.FromHours(1) };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom runs ");

    public LocalRuns() => Engine = Open();

    /// <summary>The program that supervises and that can be started to be killed.</summary>
    public static string Host { get; } = FindHost();

    public LocalEngine Engine { get; private set; }

    public string Root => _folder.FullName;

    public string Scratch(string name) => Path.Combine(Root, name);

    public RunFolder FolderOf(string id) => new(Path.Combine(Root, "runs", id));

    /// <summary>A shell's script as an order.</summary>
    public static RunOrder Script(string id, string script) => Order(id, "/bin/sh", "-c", script);

    public static RunOrder Order(string id, params string[] command) => new()
    {
        Id = RunId.Of(id),
        Command = ValueList.From(command),
        Environment = [new("PATH", "/usr/bin:/bin")],
        Tasks = [new RunTask("local")],
        Stop = Patient,
    };

    public LocalEngine Open(
        bool usesCgroups = false, ValueList<DiscoveredGpu>? gpus = null, int processesMax = 0) => new(
        new LocalEngineOptions
        {
            Root = Root,
            Supervisor = [Host, "supervise"],
            UsesCgroups = usesCgroups,
            Gpus = gpus,
            ProcessesMax = processesMax,
            Poll = TimeSpan.FromMilliseconds(50),
        },
        TimeProvider.System);

    public void Use(LocalEngine engine) => Engine = engine;

    public async Task<RunEnding> RunAsync(RunOrder order)
    {
        await StartAsync(order);
        return await EndAsync(order.Id.Text);
    }

    public async Task StartAsync(RunOrder order) =>
        Assert.IsType<StartAnswer.Accepted>(await Engine.StartAsync(order, TestContext.Current.CancellationToken));

    public async Task<RunState?> StateAsync(string id) =>
        await Engine.FindAsync(RunId.Of(id), TestContext.Current.CancellationToken) is FindAnswer.Found found
            ? found.State
            : null;

    public async Task StopAsync(string id, StopRules? rules = null) => Assert.IsType<EngineAnswer.Done>(
        await Engine.StopAsync(RunId.Of(id), rules, TestContext.Current.CancellationToken));

    public async Task<RunEnding> EndAsync(string id)
    {
        RunState? state = null;
        await Until.TrueAsync($"{id} ended", async () => (state = await StateAsync(id)) is RunEnded);
        return ((RunEnded)state!).Ending;
    }

    /// <summary>Waits until the run's program has made a file, by which it says that it is so far.</summary>
    public Task MadeAsync(string name) => Until.TrueAsync($"{name} was made", () => File.Exists(Scratch(name)));

    public async Task<string> TextAsync(string id, LogStream stream = LogStream.Output)
    {
        var bytes = new MemoryStream();
        await foreach (var chunk in Engine.LogsAsync(
            RunId.Of(id), new LogRequest(stream, Follow: true), TestContext.Current.CancellationToken))
        {
            bytes.Write(chunk.Bytes.Span);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        if (await Engine.ListAsync("", CancellationToken.None) is ListAnswer.Listed { Runs: var runs })
        {
            foreach (var run in runs) await Engine.StopAsync(run.Id, AtOnce, CancellationToken.None);
            foreach (var run in runs) await EndAsync(run.Id.Text);
        }

        _folder.Delete(recursive: true);
    }

    private static string FindHost()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(
            Repository.Root, "artifacts", "bin", "Headroom.Engines.Host", configuration, "Headroom.Engines.Host");
    }
}
