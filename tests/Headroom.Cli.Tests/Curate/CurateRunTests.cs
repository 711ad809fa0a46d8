using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Serving;

namespace Headroom.Cli.Tests.Curate;

/// <summary>A run, here and as jobs of a real pool, and its page.</summary>
public sealed class CurateRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parts_on_a_cluster_give_what_one_run_gives()
    {
        using var pool = new RealProgram(_folder.At("home"), store: null);
        Directory.CreateDirectory(_folder.At("home"));
        await pool.StartAsync();
        var recipe = _folder.Write(
            "recipe.yaml", "stages: [c4: {sentences-min: 1, line-words-min: 2}, exact-duplicates]\n");
        for (var file = 0; file < 3; file++) _folder.Write($"in{file}.jsonl", Records(file));
        var inputs = string.Join(',', Enumerable.Range(0, 3).Select(file => _folder.At($"in{file}.jsonl")));

        var here = Cli.Run("curate", "run", recipe, "--in", inputs, "--out", _folder.At("here"), "--keep-removed");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var there = Cli.Run(
            patience.Token,
            ["curate", "run", recipe, "--in", inputs, "--out", _folder.At("there"), "--keep-removed",
            "--on", "local", "--shards", "2", "--workers", "1", .. pool.Reached]);

        Assert.True(here.ExitCode == ExitCode.Done && there.ExitCode == ExitCode.Done, there.Error);
        Assert.Equal(here.Output, there.Output);
        Assert.Contains("Jobs 1-2 on local do the parts, job 3 what follows.", there.Error, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(_folder.At("here/kept")).Concat(Directory.GetFiles(_folder.At("here/duplicates"))),
            file => Assert.Equal(
                File.ReadAllText(file), File.ReadAllText(file.Replace("/here/", "/there/", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_report_in_html_shows_what_went_and_why()
    {
        var recipe = _folder.Write(
            "recipe.yaml", "stages: [c4: {sentences-min: 1, line-words-min: 2}, exact-duplicates]\n");
        var input = _folder.Write("in.jsonl", Records(0) + "{\"text\":\"<script>no\"}\n");

        var run = Cli.Run(
            "curate", "run", recipe, "--in", input, "--out", _folder.At("out"), "--report", _folder.At("page.html"));

        Assert.Equal(ExitCode.Done, run.ExitCode);
        var page = File.ReadAllText(_folder.At("page.html"));
        Assert.Contains("exact-duplicates: exact_duplicate", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;no", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_makes_no_sense_together_is_refused()
    {
        var both = Cli.Run("curate", "run", "r", "--in", "a", "--out", "b", "--on", "west", "--shard", "0/2");
        var idle = Cli.Run("curate", "run", "r", "--in", "a", "--out", "b", "--shards", "3");
        var outside = Cli.Run("curate", "run", "r", "--in", "a", "--out", "b", "--shard", "2/2");

        Assert.All([both, idle, outside], run => Assert.Equal(ExitCode.WrongUse, run.ExitCode));
        Assert.Contains("--shard is what a job of --on does", both.Error, StringComparison.Ordinal);
        Assert.Contains("--shards belongs to --on", idle.Error, StringComparison.Ordinal);
        Assert.Contains("0/8 for the first of eight", outside.Error, StringComparison.Ordinal);
    }

    private static string Records(int file) => string.Concat(Enumerable.Range(0, 200).Select(record => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"text\":\"Record {record % 90} of file {file % 2} says what it has to say.\"}}\n")));
}
