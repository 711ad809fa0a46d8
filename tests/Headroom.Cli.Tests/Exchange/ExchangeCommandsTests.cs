using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Exchange;

public sealed class ExchangeCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_offered_is_listed_until_it_is_withdrawn()
    {
        var key = Key("owner.key");

        Assert.StartsWith("data clinic-notes is offered as ", Offer("data", key).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Offer("compute", key).ExitCode);
        Assert.Equal(ExitCode.Done, Offer("model", key).ExitCode);
        var listed = Run("listings", "--exchange", _folder.At("x"), "--output", "csv").Output.Split('\n');
        Assert.Equal(5, listed.Length);
        var id = listed.Single(line => line.Contains(",data,", StringComparison.Ordinal))[..12];

        var withdrawn = Run("withdraw", id, "--exchange", _folder.At("x"), "--key", key);
        Assert.Equal((ExitCode.Done, ""), (withdrawn.ExitCode, withdrawn.Error));
        Assert.DoesNotContain("clinic-notes", Run("listings", "--exchange", _folder.At("x")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, Run("withdraw", id, "--exchange", _folder.At("x"), "--key", key).ExitCode);
    }

    [Fact]
    public void A_journal_that_was_changed_is_not_read_and_one_cut_off_goes_on()
    {
        var key = Key("owner.key");
        Offer("compute", key);
        Offer("model", key);
        var journal = _folder.At("x/journal.jsonl");
        var text = File.ReadAllText(journal);

        File.WriteAllText(journal, text.Replace("\"hours\":400", "\"hours\":900", StringComparison.Ordinal));
        var changed = Run("listings", "--exchange", _folder.At("x"));
        Assert.Equal(ExitCode.WrongUse, changed.ExitCode);
        Assert.Contains("line 2: the event may not follow", changed.Error, StringComparison.Ordinal);

        File.WriteAllText(journal, text[..^20]);
        Assert.DoesNotContain("base-7b", Run("listings", "--exchange", _folder.At("x")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Offer("data", key).ExitCode);
        Assert.Contains("clinic-notes", Run("listings", "--exchange", _folder.At("x")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_withdraws_nothing()
    {
        Offer("data", Key("owner.key"));
        var id = Run("listings", "--exchange", _folder.At("x"), "--output", "csv").Output.Split('\n')[1][..12];

        var refused = Run("withdraw", id, "--exchange", _folder.At("x"), "--key", Key("thief.key"));

        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Contains("NotYours", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_matches_is_signed_checked_reported_and_paid()
    {
        var (clinic, centre, lab) = (Key("clinic.key"), Key("centre.key"), Key("lab.key"));
        Offer("compute", centre);
        Offer("data", clinic);
        Offer("model", lab);
        var made = In("match", "--output", "csv").Output.Split('\n')[1].Split(',');
        In("settle", "deposit", "--owner", clinic, "--amount", "20000", "--reference", "bank-1", "--key", centre);
        var digest = new string('d', 64);
        var proposed = In("agree", "propose", made[0][..12], made[1][..12], "--command", digest, "--key", clinic);
        Assert.Equal((ExitCode.Done, ""), (proposed.ExitCode, proposed.Error));
        var id = proposed.Output["proposed as ".Length..].Trim();
        In("agree", "counter", id, "--pay", "900", "--key", centre);
        In("agree", "sign", id, "--key", clinic);
        Assert.EndsWith("is InForce\n", In("agree", "sign", id, "--key", lab).Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, Check(id, digest, "cn-east").ExitCode);
        Assert.Contains("the clause Region refuses", Check(id, digest, "us-west").Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, Check(id, new string('e', 64), "cn-east").ExitCode);
        var log = _folder.Write("log.txt", "3600 s");
        In("settle", "report", id, "--job", "a", "--gpu-seconds", "3600", "--evidence", log, "--key", centre);
        Assert.Equal(ExitCode.Done, In("settle", "pay", id, "--job", "a", "--key", clinic).ExitCode);

        var entries = In("statement", "--output", "csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.All(
            entries.Select(entry => entry.Split(',')).GroupBy(entry => entry[4]),
            unit => Assert.Equal(0, unit.Sum(entry => decimal.Parse(entry[5], CultureInfo.InvariantCulture))));
    }

    private CliResult Check(string id, string digest, string region) => In(
        "agree", "check", id, "--purpose", "training", "--command", digest, "--region", region,
        "--evidence", "node-identity", "--gpu-seconds", "3600");

    private CliResult In(params string[] arguments) => Run([.. arguments, "--exchange", _folder.At("x")]);

    private CliResult Offer(string kind, string key) => Run(
        "offer", kind, "-f", Path.Combine(Repository.Root, "samples", "exchange", $"{kind}.yaml"), "--exchange", _folder.At("x"), "--key", key);

    private string Key(string name)
    {
        Assert.Equal(ExitCode.Done, Run("key", "new", _folder.At(name), "--kind", "sign").ExitCode);
        return _folder.At(name);
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
