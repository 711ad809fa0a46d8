using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Cli.Tests.Specialising;

public sealed class TuneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CannedServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("adapter", 1)]
    [InlineData("full", 2)]
    [InlineData("distil", 2)]
    [InlineData("evaluate", 1)]
    [InlineData("generate", 1)]
    [InlineData("quantise", 0)]
    public void A_dry_run_prints_the_job_and_what_it_takes_and_sends_nothing(string template, int gpusLeast)
    {
        var dry = _server.Run($"tune --template {template} --base base-7B --data notes --tokens 20M --tenant clinic --out o --dry-run");

        Assert.Equal((ExitCode.Done, ""), (dry.ExitCode, dry.Error));
        var json = dry.Output[..(dry.Output.LastIndexOf('}') + 1)];
        var job = JsonSerializer.Deserialize<JobRequest>(json, ApiJson.Options)!;
        Assert.True(job.Gpus >= gpusLeast && (job.Gpus == 0) == (gpusLeast == 0), dry.Output);
        Assert.Equal("clinic", job.Queue);
        Assert.Contains(job.Command, word => word.Contains("base-7B", StringComparison.Ordinal));
        Assert.Contains("notes", job.Command);
        Assert.DoesNotContain(job.Command, word => word.Contains('{', StringComparison.Ordinal));
        Assert.Contains("memory, GB", dry.Output, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public void A_template_of_ones_own_is_sent_with_its_settings()
    {
        _folder.Write("mine.yaml", "template: 1\nname: mine\nabout: Mine\nestimate: adapter\nsettings: {rank: 8, colour: red}\ncommand: [tune, \"{base}:{data}\", \"{colour}\", \"{gpus}\"]\n");
        _server.On("POST /api/v1/jobs", CannedAnswer.Json(new Submitted(7, 1)));

        var sent = _server.Run(CancellationToken.None, "tune", "--templates", _folder.Path, "--template", "mine", "--base", "m-1B", "--data", "d", "--tokens", "1M", "--set", "colour=blue");

        Assert.Equal((ExitCode.Done, "7\n"), (sent.ExitCode, sent.Output));
        var job = JsonSerializer.Deserialize<JobRequest>(Assert.Single(_server.Requests).Body, ApiJson.Options)!;
        Assert.Equal(["tune", "m-1B:d", "blue", "1"], job.Command);
    }

    [Theory]
    [InlineData("tune --template adaptor --base m-7B --data d --tokens 1M", "did you mean 'adapter'")]
    [InlineData("tune --base m --data d --tokens 1M", "add --parameters 7B")]
    [InlineData("tune --base m-7B --data d", "add --tokens 20M")]
    [InlineData("tune --base m-7B --data d --tokens 1M --set rnak=8", "did you mean 'rank'")]
    [InlineData("tune --base m-7B --data d --tokens 1M --set rank=0", "the setting 'rank' is a whole number")]
    [InlineData("tune --data d --tokens 1M", "--base is missing")]
    [InlineData("tune --base m-7B --data d --tokens 1M --gpus 12", "a multiple of 8")]
    public void What_is_wrong_is_said_with_the_remedy(string line, string said)
    {
        var refused = _server.Run(line);

        Assert.NotEqual(ExitCode.Done, refused.ExitCode);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command: [a, \"{bsae}\"]\n", "line 5: '{bsae}' is no blank; did you mean 'base'")]
    [InlineData("command: []\n", "'command' is missing")]
    [InlineData("command: [a]\nsettings: {base: x}\n", "is a blank of every template")]
    [InlineData("commandd: [a]\n", "unknown key 'commandd'")]
    public void A_broken_template_is_told_with_file_and_line(string rest, string said)
    {
        var path = _folder.Write("mine.yaml", "template: 1\nname: mine\nabout: Mine\nestimate: full\n" + rest);

        var refused = _server.Run(CancellationToken.None, "tune", "--list", "--templates", _folder.Path);

        Assert.Equal(ExitCode.WrongUse, refused.ExitCode);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
        Assert.Contains(path, refused.Error, StringComparison.Ordinal);
    }
}
