using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Serving;

namespace Headroom.Cli.Tests.Privacy;

/// <summary>Masking in parts, by hand and as jobs of a real pool.</summary>
public sealed class MaskPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _inputs;

    public MaskPartsTests() => _inputs = [.. Enumerable.Range(0, 3).Select(file => _folder.Write($"in{file}.jsonl", Records(file)))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parts_and_the_rest_are_one_run()
    {
        var whole = Cli.Run(["mask", .. _inputs, "--out", _folder.At("whole"), "--report", _folder.At("whole.json")]);
        string[] words = ["mask", .. _inputs, "--out", _folder.At("parts"), "--report", _folder.At("parts.json"), "--resume"];

        var parts = Enumerable.Range(0, 2).Select(part => Cli.Run([.. words, "--shard", $"{part}/2"])).ToArray();
        Assert.All(parts, part => Assert.Equal(ExitCode.Done, part.ExitCode));
        Assert.False(File.Exists(_folder.At("parts.json")));
        var rest = Cli.Run(words);

        Assert.Equal(ExitCode.Done, rest.ExitCode);
        Assert.Equal(whole.Output.Replace("/whole/", "/parts/", StringComparison.Ordinal), rest.Output);
        AssertAlike("parts");
        Assert.True(File.Exists(_folder.At("parts.json")));
    }

    [Fact]
    public async Task A_pool_does_the_parts()
    {
        Directory.CreateDirectory(_folder.At("home"));
        using var pool = new RealProgram(_folder.At("home"), store: null);
        await pool.StartAsync();
        Cli.Run(["mask", .. _inputs, "--out", _folder.At("whole")]);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var run = Cli.Run(
            patience.Token,
            ["mask", .. _inputs, "--out", _folder.At("there"), "--on", "local", "--shards", "2", .. pool.Reached]);

        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        AssertAlike("there");
    }

    [Fact]
    public void What_parts_cannot_do_is_refused()
    {
        var fresh = Cli.Run(["mask", .. _inputs, "--out", _folder.At("out"), "--shard", "0/2"]);
        var findings = Cli.Run(
            ["mask", .. _inputs, "--out", _folder.At("out"), "--shard", "0/2", "--resume", "--findings", _folder.At("f")]);
        var keyed = Cli.Run(["mask", .. _inputs, "--out", _folder.At("out"), "--on", "west", "--policy", "government"]);

        Assert.All([fresh, findings, keyed], run => Assert.Equal(ExitCode.WrongUse, run.ExitCode));
        Assert.Contains("add --resume", fresh.Error, StringComparison.Ordinal);
        Assert.Contains("leave out --findings", findings.Error, StringComparison.Ordinal);
        Assert.Contains("passphrase", keyed.Error, StringComparison.Ordinal);
    }

    private void AssertAlike(string folder) => Assert.All(_inputs, input => Assert.Equal(
        File.ReadAllText(Path.Combine(_folder.At("whole"), Path.GetFileName(input))),
        File.ReadAllText(Path.Combine(_folder.At(folder), Path.GetFileName(input)))));

    private static string Records(int file) => string.Concat(Enumerable.Range(0, 100 * (file + 1)).Select(record =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":{record},\"note\":\"call 138001380{record % 90 + 10} of file {file}\"}}\n")));
}
