using System.Globalization;
using Headroom.Cli.Exchange;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Tests.Serving;
using Headroom.Client.Exchange;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Exchange;

/// <summary>The commands of an exchange against a server, as they work in a folder.</summary>
public sealed class ServerExchangeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RealProgram _pool;

    public ServerExchangeTests()
    {
        Directory.CreateDirectory(_folder.At("home"));
        _pool = new RealProgram(_folder.At("home"), store: null, more: ["--exchange", _folder.At("x")]);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Owners_deal_through_a_server_that_is_killed_and_nothing_that_was_told_is_lost()
    {
        await _pool.StartAsync();
        var (clinic, centre, lab) = (Key("clinic.key"), Key("centre.key"), Key("lab.key"));
        Offer("compute", centre);
        Offer("data", clinic);
        Offer("model", lab);
        var made = In("match", "--output", "csv").Output.Split('\n')[1].Split(',');
        In("settle", "deposit", "--owner", clinic, "--amount", "20000", "--reference", "bank-1", "--key", centre);
        _pool.Kill();
        await _pool.StartAsync();
        var digest = new string('d', 64);
        var proposed = In("agree", "propose", made[0][..12], made[1][..12], "--command", digest, "--key", clinic);
        var id = proposed.Output["proposed as ".Length..].Trim();
        In("agree", "counter", id, "--pay", "900", "--key", centre);
        In("agree", "sign", id, "--key", clinic);
        Assert.EndsWith("is InForce\n", In("agree", "sign", id, "--key", lab).Output, StringComparison.Ordinal);
        _pool.Kill();
        await _pool.StartAsync();

        Assert.Contains("InForce", In("agree", "list").Output, StringComparison.Ordinal);
        var refused = Run([
            "agree", "check", id, "--purpose", "training", "--command", digest, "--region", "us-west", "--gpu-seconds", "1",
            "--server", $"{_pool.Address}"]);
        Assert.Equal((ExitCode.Refused, true), (refused.ExitCode, refused.Error.Contains("the clause Region refuses", StringComparison.Ordinal)));
        var log = _folder.Write("log.txt", "3600 s");
        In("settle", "report", id, "--job", "a", "--gpu-seconds", "3600", "--evidence", log, "--key", centre);
        In("settle", "pay", id, "--job", "a", "--key", clinic);
        var stranger = Run(["agree", "end", id, "--key", Key("thief.key"), "--server", $"{_pool.Address}"]);
        Assert.Equal((ExitCode.Refused, "headroom: Unknown: there is no such agreement.\n"), (stranger.ExitCode, stranger.Error));

        // What the server says is what is in its folder.
        foreach (var command in (string[][])[["listings"], ["agree", "list"], ["match", "--for", made[0][..12]], ["statement"], ["journal"], ["agree", "show", id]])
            Assert.Equal(Run([.. command, "--exchange", _folder.At("x")]).Output, In(command).Output);
        In("journal", "--out", _folder.At("copy.jsonl"));
        Assert.Equal(await File.ReadAllBytesAsync(_folder.At("x/journal.jsonl"), Stop), await File.ReadAllBytesAsync(_folder.At("copy.jsonl"), Stop));
    }

    [Fact]
    public async Task Both_a_folder_and_a_server_are_one_too_many()
    {
        await _pool.StartAsync();

        var both = Run(["listings", "--exchange", "x", "--server", $"{_pool.Address}"]);

        Assert.Equal(ExitCode.WrongUse, both.ExitCode);
        var none = Run(["agree", "list", "--server", $"{_pool.Address}"]);
        Assert.Equal((ExitCode.Done, ""), (none.ExitCode, none.Error));
        Assert.Equal(ExitCode.NotFound, Run(["agree", "show", new string('1', 64), "--server", $"{_pool.Address}"]).ExitCode);
    }

    [Fact]
    public async Task What_a_server_shows_that_nobody_signed_is_not_believed()
    {
        await _pool.StartAsync();
        Offer("compute", Key("centre.key"));
        using var client = _pool.Client();
        var exchange = (await client.Exchange.ViewAsync(Stop)).Id;
        var view = Assert.Single((await client.Exchange.ListingsAsync(null, null, Stop)).Listings);
        Assert.Equal(view.Id, ServerWords.Listing(view, exchange).Id);

        foreach (var wrong in (ListingView[])
        [
            view with { Id = new string('1', 64) }, view with { Entry = "{}" },
            view with { Entry = view.Entry.Replace("\"hours\":400", "\"hours\":900", StringComparison.Ordinal) },
        ])
        {
            var fault = Assert.Throws<CommandFailure>(() => ServerWords.Listing(wrong, exchange));
            Assert.Contains("do not sign anything there", fault.Message, StringComparison.Ordinal);
        }

        Assert.Throws<CommandFailure>(() => ServerWords.Listing(view, new string('2', 64)));
        var agreement = new AgreementView
        {
            Id = "a",
            Version = "a",
            Stage = "Proposed",
            Data = "",
            Compute = "",
            Model = "",
            Names = ["", ""],
            Parties = [],
            Signers = [],
            From = 0,
            Until = 0,
            SignBy = 0,
            GpuSecondsMax = 1,
            Currency = "CNY",
            ComputeMicro = 0,
            ModelMicro = 0,
            Reports = [],
            Entry = view.Entry,
        };
        Assert.Throws<CommandFailure>(() => ServerWords.Agreement(agreement, exchange));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private CliResult In(params string[] arguments)
    {
        var result = Run([.. arguments, "--server", _pool.Address.ToString()]);
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        return result;
    }

    private void Offer(string kind, string key) =>
        In("offer", kind, "-f", Path.Combine(Repository.Root, "samples", "exchange", $"{kind}.yaml"), "--key", key);

    private string Key(string name)
    {
        Assert.Equal(ExitCode.Done, Run(["key", "new", _folder.At(name), "--kind", "sign"]).ExitCode);
        return _folder.At(name);
    }

    private CliResult Run(string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var terminal = new Terminal(output, error)
        {
            Variable = name => name switch { "HEADROOM_PASSPHRASE" => "test", "HEADROOM_TOKEN" => _pool.Secret, _ => null },
        };
        var exitCode = CommandLine.Run(arguments, terminal, CancellationToken.None);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
