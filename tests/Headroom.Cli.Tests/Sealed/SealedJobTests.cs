using System.Globalization;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Exchange.Agreements;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Sealed;

/// <summary>
/// A sealed file is opened for one job under an agreement, in memory; whoever runs the job tries what he should not,
/// and both ledgers show it.
/// </summary>
public sealed class SealedJobTests : IDisposable
{
    private static readonly string[] Command = ["/bin/sh", "-c", "wc -l < \"$HEADROOM_DATA\" > \"$0\"", "OUT"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _exchange;
    private readonly string _agreement;
    private readonly string[] _command;
    private readonly string _result;

    public SealedJobTests()
        : this(digest: "")
    {
    }

    private SealedJobTests(string digest)
    {
        _exchange = _folder.At("x");
        _result = _folder.At("result");
        _command = [.. Command[..3], _result];
        var notes = new StringBuilder();
        for (var number = 0; number < 200; number++)
            notes.Append(CultureInfo.InvariantCulture, $"{{\"note\":\"第{number}次复查，血压控制良好。\"}}\n");
        Notes = _folder.Write("notes.jsonl", notes.ToString());
        foreach (var name in (string[])["clinic", "centre", "lab", "thief"]) Done("key", "new", Key(name), "--kind", "sign");
        Done("key", "new", Key("seal"), "--kind", "seal");
        Done("seal", Notes, "--out", _folder.At("notes.sealed"), "--to", Key("seal"));
        FileId = Done("inspect", _folder.At("notes.sealed")).Split(',')[0]["file ".Length..];
        Offer("compute", "centre");
        if (digest.Length == 0) Offer("data", "clinic");
        else OfferData(digest);
        Offer("model", "lab");
        var made = In("match", "--output", "csv").Split('\n')[1].Split(',');
        In("settle", "deposit", "--owner", Key("clinic"), "--amount", "20000", "--reference", "bank-1", "--key", Key("centre"));
        var proposed = In(
            "agree", "propose", made[0][..12], made[1][..12], "--command", JobOrder.DigestOf(_command), "--file", FileId,
            "--jobs", "2", "--key", Key("clinic"));
        _agreement = proposed["proposed as ".Length..].Trim();
        In("agree", "sign", _agreement, "--key", Key("centre"));
        In("agree", "sign", _agreement, "--key", Key("lab"));
        Directory.CreateDirectory(Path.Combine(_exchange, "sealed"));
        File.Copy(_folder.At("notes.sealed"), SealedCopy);
        In("sealed", "node", "--region", "cn-east", "--key", Key("centre"));
    }

    private string Notes { get; }

    private string FileId { get; }

    private string SealedCopy => Path.Combine(_exchange, "sealed", $"{FileId}.sealed");

    private string Requests => Path.Combine(_exchange, "requests");

    private string OwnersLedger => _folder.At("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_reads_the_file_in_memory_and_both_ledgers_say_so()
    {
        var (run, told) = await RunAsync(_command);

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Equal("200", File.ReadAllText(_result).Trim());
        Assert.StartsWith("released ", told, StringComparison.Ordinal);
        Assert.Equal(["Release"], Kinds(OwnersLedger));
        Assert.Equal(["Release"], Kinds(Path.Combine(_exchange, "node-audit.jsonl")));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_exchange, "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("血压控制良好", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_command_is_denied_with_the_clause()
    {
        var (run, told) = await RunAsync(["/bin/cp", "/proc/self/fd/3", _result]);

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("clause Command", run.Error, StringComparison.Ordinal);
        Assert.Contains("clause Command", told, StringComparison.Ordinal);
        Assert.False(File.Exists(_result));
        Assert.Equal(["Denial"], Kinds(OwnersLedger));
        Assert.Equal(["Denial"], Kinds(Path.Combine(_exchange, "node-audit.jsonl")));
    }

    [Fact]
    public async Task A_node_that_another_owner_vouches_for_is_denied()
    {
        File.Delete(Path.Combine(_exchange, "node.json"));
        In("sealed", "node", "--region", "cn-east", "--key", Key("thief"));

        Assert.Contains("clause Evidence", (await RunAsync(_command)).Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_moved_is_denied()
    {
        In("sealed", "node", "--region", "us-west", "--key", Key("centre"));

        Assert.Contains("clause Region", (await RunAsync(_command)).Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_counts_for_himself_what_he_released()
    {
        await RunAsync(_command);
        await RunAsync(_command);
        Assert.Contains("clause Jobs", (await RunAsync(_command)).Run.Error, StringComparison.Ordinal);
        Assert.Equal(["Release", "Release", "Denial"], Kinds(OwnersLedger));
    }

    [Fact]
    public async Task A_request_and_a_grant_that_are_shown_again_open_nothing()
    {
        await RunAsync(_command);
        var request = Directory.GetFiles(Requests, "*.request.json").Single();
        var answer = request.Replace(".request.", ".answer.", StringComparison.Ordinal);
        var grant = File.ReadAllBytes(answer);
        File.Delete(answer);

        Assert.Contains("Replayed", Release(), StringComparison.Ordinal);
        File.WriteAllBytes(answer, grant);
        var (replayed, _) = await RunAsync(_command, id => File.WriteAllBytes(Path.Combine(Requests, $"{id}.answer.json"), grant));
        Assert.NotEqual(ExitCode.Done, replayed.ExitCode);
        Assert.Equal(["Release", "Denial"], Kinds(Path.Combine(_exchange, "node-audit.jsonl")));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("swapped")]
    public async Task A_file_that_was_cut_changed_or_swapped_starts_no_job(string how)
    {
        var bytes = File.ReadAllBytes(SealedCopy);
        if (how == "changed") bytes[^20] ^= 1;
        if (how == "cut") bytes = bytes[..^1];
        File.WriteAllBytes(SealedCopy, bytes);
        if (how == "swapped")
        {
            File.Delete(SealedCopy);
            Done("seal", Notes, "--out", SealedCopy, "--to", Key("seal"));
        }

        var (run, _) = await RunAsync(_command);

        Assert.NotEqual(ExitCode.Done, run.ExitCode);
        Assert.False(File.Exists(_result));
        Assert.Equal(["Denial"], Kinds(Path.Combine(_exchange, "node-audit.jsonl")));
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_owner_listed_starts_no_job()
    {
        using var world = new SealedJobTests(new string('a', 64));

        var (run, _) = await world.RunAsync(world._command);

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("not what its owner listed: it is another file", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(world._result));
        Assert.Equal(["Denial"], Kinds(Path.Combine(world._exchange, "node-audit.jsonl")));
    }

    [Fact]
    public async Task Nothing_is_opened_once_its_owner_has_ended_the_agreement()
    {
        In("agree", "end", _agreement, "--key", Key("clinic"));

        Assert.Contains("clause InForce", (await RunAsync(_command)).Run.Error, StringComparison.Ordinal);
    }

    // The job runs beside its owner's answer, as two programs would.
    private async Task<(CliResult Run, string Told)> RunAsync(string[] command, Action<string>? instead = null)
    {
        var before = Waiting();
        var running = Task.Run(() => Run(
            ["sealed", "run", "--exchange", _exchange, "--agreement", _agreement, "--job", $"job-{before.Count}",
                "--purpose", "training", "--gpu-seconds", "60", "--patience", "60", "--", .. command]));
        while (!running.IsCompleted && Waiting().Count == before.Count) await Task.Delay(50);
        var told = "";
        if (!running.IsCompleted && instead is null) told = Release();
        else instead?.Invoke(Waiting().Except(before).Single());
        return (await running, told);
    }

    private HashSet<string> Waiting() => Directory.Exists(Requests)
        ? [.. Directory.GetFiles(Requests, "*.request.json").Select(path => Path.GetFileName(path)[..64])]
        : [];

    private string Release() => In(
        "sealed", "release", "--file", _folder.At("notes.sealed"), "--seal-key", Key("seal"), "--key", Key("clinic"),
        "--ledger", OwnersLedger, "--once");

    private static string[] Kinds(string ledger) =>
        [.. Headroom.Privacy.Ledgers.Ledger.Verify(ledger).Rows.Select(row => row.Kind.ToString())];

    private string Key(string name) => _folder.At($"{name}.key");

    private void Offer(string kind, string owner) =>
        In("offer", kind, "-f", Path.Combine(Repository.Root, "samples", "exchange", $"{kind}.yaml"), "--key", Key(owner));

    private void OfferData(string digest)
    {
        var samples = Path.Combine(Repository.Root, "samples", "exchange");
        var profile = File.ReadAllText(Path.Combine(samples, "clinic-notes.profile.json")).TrimEnd()[..^1];
        _folder.Write("clinic-notes.profile.json", $"{profile},\"digest\":\"{digest}\"}}");
        var listing = _folder.Write("data.yaml", File.ReadAllText(Path.Combine(samples, "data.yaml")));
        In("offer", "data", "-f", listing, "--key", Key("clinic"));
    }

    private string In(params string[] arguments) => Done([.. arguments, "--exchange", _exchange]);

    private static string Done(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}: {result.Error}");
        return result.Output;
    }

    private static CliResult Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error) { Variable = name => name == "HEADROOM_PASSPHRASE" ? "test" : null };
        var exitCode = CommandLine.Run(arguments, terminal, CancellationToken.None);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
