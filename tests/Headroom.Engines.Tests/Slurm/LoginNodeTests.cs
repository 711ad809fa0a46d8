using Headroom.Engines.Contract;
using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

/// <summary>Slurm by way of a login node: a real sshd before a real Slurm.</summary>
[Collection(SlurmTestSuite.Name)]
public sealed class LoginNodeTests(SlurmCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_goes_from_its_start_to_its_end_and_arguments_arrive_as_they_are()
    {
        using var login = new LoginNode();
        await using var test = Runs(login.Configuration);

        await test.StartAsync(SlurmRuns.Order("exact", "/bin/sh", "-c", "printf '%s|' \"$@\"", "sh", "a b", "$(id)", "'", "\"x\n"));
        var ending = await test.EndAsync("exact");

        Assert.True(ending.IsSuccess, ending.Sentence);
        Assert.Equal("a b|$(id)|'|\"x\n|", await test.LogAsync("exact", new(LogStream.Output)));
    }

    [Fact]
    public async Task All_calls_may_share_one_connection()
    {
        using var login = new LoginNode();
        await using var test = Runs(login.SharedConfiguration());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => test.StartAsync(test.Exits($"r{number}", number))));

        for (var number = 0; number < 8; number++)
            Assert.Equal(number, (await test.EndAsync($"r{number}")).ExitCode);
    }

    [Fact]
    public async Task While_the_login_node_is_down_nothing_is_known_and_nothing_is_lost()
    {
        using var login = new LoginNode();
        await using var test = Runs(login.Configuration);
        await test.StartAsync(test.Runs("lives"));
        await test.UpAsync("lives");

        login.Kill();
        var found = await test.Engine.FindAsync(RunId.Of("lives"), Token);
        var started = await test.StartAsync(test.Exits("later", 0));
        login.Start();

        Assert.IsType<FindAnswer.CannotSay>(found);
        Assert.IsType<StartAnswer.Unclear>(started);
        Assert.IsType<RunRunning>(await test.StateAsync("lives"));
        await test.StartAsync(test.Exits("later", 0));
        Assert.True((await test.EndAsync("later")).IsSuccess);
    }

    [Fact]
    public async Task Whom_the_login_node_does_not_let_in_is_told_so()
    {
        using var login = new LoginNode();
        await using var test = Runs(login.StrangerConfiguration());

        var checks = await test.Engine.CheckAsync(Token);

        Assert.Contains(checks, check => !check.IsMet && check.Sentence.Contains("Permission denied", StringComparison.Ordinal));
        Assert.IsType<StartAnswer.Unclear>(await test.StartAsync(test.Exits("a", 0)));
    }

    private SlurmRuns Runs(string configuration) => new(cluster, options => options with
    {
        Access = options.Access with { Ssh = "login", SshConfiguration = configuration },
    });
}
