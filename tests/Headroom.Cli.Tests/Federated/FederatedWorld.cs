using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Tests.Serving;
using Headroom.Formats.Tensors;
using Headroom.Privacy.Ledgers;

namespace Headroom.Cli.Tests.Federated;

/// <summary>A coordinator and four sites over one pool that really runs their jobs.</summary>
internal sealed class FederatedWorld : IDisposable
{
    public const int Sites = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly RealProgram _pool;
    private string _token = "";

    public FederatedWorld() => _pool = new RealProgram(_folder.At("home"), store: null);

    public string Rounds => _folder.At("rounds");

    public string Terms => _folder.At("federated.yaml");

    public async Task StartAsync(string noise = "0.05", int rounds = 2)
    {
        Directory.CreateDirectory(_folder.At("home"));
        await _pool.StartAsync();
        _token = _pool.Secret;
        foreach (var name in (string[])["coordinator", .. Enumerable.Range(0, Sites).Select(Name)])
            Assert.Equal(ExitCode.Done, Run(CancellationToken.None, "key", "new", _folder.At($"{name}.key"), "--kind", "sign").ExitCode);
        Tensors("base", 1, 1);
        var sites = Enumerable.Range(0, Sites).Select(site => $"  - {{name: {Name(site)}, key: \"{Public(Name(site))}\"}}");
        File.WriteAllText(Terms, $"""
            federated: 1
            name: trial
            coordinator: {Public("coordinator")}
            sites:
            {string.Join('\n', sites)}
            least: 3
            rounds: {rounds}
            clip: 4
            noise: {noise}
            parts: 32
            delta: 1e-6
            model: base.safetensors
            """);
        for (var site = 0; site < Sites; site++)
        {
            Tensors($"after-{site}", 1 + site, 2);
            _folder.Write($"data-{site}.jsonl", string.Concat(Enumerable.Range(0, 2_000).Select(number => $"{{\"note\":\"{site} {number}\"}}\n")));
        }
    }

    /// <summary>Tensors of two numbers.</summary>
    public string Tensors(string name, params float[] values)
    {
        using var file = File.Create(_folder.At($"{name}.safetensors"));
        TensorFile.Write(file, new TensorSet([new TensorShape("w", [values.Length])], values));
        return file.Name;
    }

    public Task<CliResult> CoordinateAsync(
        int answers = 20, CancellationTokenSource? stop = null) => Task.Run(() => Run(
        stop?.Token ?? CancellationToken.None, "federated", "run", "-f", Terms, "--dir", Rounds, "--key", _folder.At("coordinator.key"),
        "--patience", "60", "--answers", answers.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A site whose command comes to the same tensors in each round, for each of its parts.</summary>
    public Task<CliResult> JoinAsync(
        int site, double epsilon = 1000, string? command = null,
        CancellationTokenSource? stop = null) => Task.Run(() => Run(
        stop?.Token ?? CancellationToken.None, "federated", "join", "--dir", Rounds, "--key", _folder.At($"{Name(site)}.key"), "--data", _folder.At($"data-{site}.jsonl"),
        "--state", _folder.At($"state-{site}"), "--ledger", Ledger(site), "--epsilon", epsilon.ToString(CultureInfo.InvariantCulture),
        "--server", _pool.Address.ToString(), "--", "/bin/sh", "-c",
        command ?? "for part in \"$HEADROOM_DATA\"/part-*.jsonl; do cp \"$0\" \"$HEADROOM_UPDATES/$(basename \"$part\" .jsonl).safetensors\"; done",
        _folder.At($"after-{site}.safetensors")));

    /// <summary>Waits until the coordinator has written its terms.</summary>
    public async Task BegunAsync() => await MadeAsync("terms.json");

    public async Task MadeAsync(string file)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!File.Exists(Path.Combine(Rounds, file))) await Task.Delay(20, patience.Token);
    }

    public float[] Model(int round) => TensorFile.Read(Path.Combine(Rounds, $"model-{round}.safetensors"), 100).Values;

    public IReadOnlyList<string> Charges(int site)
    {
        if (!File.Exists(Ledger(site))) return [];

        var rows = Headroom.Privacy.Ledgers.Ledger.Verify(Ledger(site)).Rows;
        return [.. rows.Where(row => row.Kind == LedgerKind.Charge).Select(row => row.Detail)];
    }

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    private string Ledger(int site) => _folder.At($"audit-{site}.jsonl");

    private static string Name(int site) => $"site-{site}";

    private string Public(string name) => Run(CancellationToken.None, "key", "show", _folder.At($"{name}.key")).Output.Trim();

    private CliResult Run(CancellationToken stop, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error)
        {
            Variable = name => name switch { "HEADROOM_PASSPHRASE" => "test", "HEADROOM_TOKEN" => _token, _ => null },
        };
        var exitCode = CommandLine.Run(arguments, terminal, stop);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
