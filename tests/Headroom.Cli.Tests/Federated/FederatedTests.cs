using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Federated;

/// <summary>
/// Rounds of sites over a pool that really runs their jobs; some leave, are stopped, or try what they should not.
/// </summary>
public sealed class FederatedTests : IDisposable
{
    private readonly FederatedWorld _world = new();
    private readonly int[] _all = [.. Enumerable.Range(0, FederatedWorld.Sites)];

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_model_moves_by_the_mean_of_all_updates_and_each_round_is_charged_once()
    {
        await _world.StartAsync();
        var run = _world.CoordinateAsync();
        await _world.BegunAsync();
        var sites = await Task.WhenAll(_all.Select(site => _world.JoinAsync(site)));

        Assert.Equal((ExitCode.Done, ""), ((await run).ExitCode, (await run).Error));
        Assert.All(sites, site => Assert.Equal(ExitCode.Done, site.ExitCode));

        // Sites come to 1, 2, 3 and 4, and all to 2: updates are 0 to 3, and 1; then what is left of them.
        Near([2.5f, 2], _world.Model(1));
        Near([2.5f, 2], _world.Model(2));
        for (var site = 0; site < FederatedWorld.Sites; site++) Assert.Equal(2, _world.Charges(site).Count);
    }

    [Fact]
    public async Task A_site_that_leaves_after_its_shares_is_mended()
    {
        await _world.StartAsync(rounds: 1);

        // The fourth site gives its shares, and cannot write its masked update.
        Directory.CreateDirectory(Path.Combine(_world.Rounds, "round-0", "attempt-0", "masked-3.bin"));
        var run = _world.CoordinateAsync(answers: 8);
        await _world.BegunAsync();
        var sites = await Task.WhenAll(_all.Select(site => _world.JoinAsync(site)));

        Assert.Contains("3 of 4 sites", (await run).Output, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 1], sites.Select(site => site.ExitCode));
        Assert.True(File.Exists(Path.Combine(_world.Rounds, "round-0", "attempt-0", "shares-3.json")));
        Near([2, 2], _world.Model(1));
    }

    [Fact]
    public async Task All_stops_when_the_budget_is_spent()
    {
        await _world.StartAsync(noise: "4");
        var run = _world.CoordinateAsync();
        await _world.BegunAsync();

        // One round of this noise tells at most 1.06 at 1e-6, and two 1.6.
        var sites = await Task.WhenAll(_all.Select(site => _world.JoinAsync(site, epsilon: 1.4)));

        Assert.Equal(ExitCode.Refused, (await run).ExitCode);
        Assert.Contains("the privacy budget of", (await run).Error, StringComparison.Ordinal);
        Assert.All(sites, site => Assert.Equal(ExitCode.Refused, site.ExitCode));
        for (var site = 0; site < FederatedWorld.Sites; site++) Assert.Single(_world.Charges(site));
        Assert.False(File.Exists(Path.Combine(_world.Rounds, "model-2.safetensors")));
    }

    [Fact]
    public async Task What_is_no_update_of_the_model_is_refused_where_it_was_made()
    {
        await _world.StartAsync(rounds: 1);
        var other = _world.Tensors("other", 1, 2, 3);
        var run = _world.CoordinateAsync();
        await _world.BegunAsync();
        var refused = await _world.JoinAsync(0, command: $"for part in \"$HEADROOM_DATA\"/part-*.jsonl; do cp '{other}' \"$HEADROOM_UPDATES/$(basename \"$part\" .jsonl).safetensors\"; done");
        var failed = await _world.JoinAsync(1, command: "exit 3");

        Assert.Contains("the tensor w[2] is missing", refused.Error, StringComparison.Ordinal);
        Assert.Contains("tries again", failed.Error, StringComparison.Ordinal);
        Assert.Empty(_world.Charges(0));

        var sites = await Task.WhenAll(_all.Select(site => _world.JoinAsync(site)));
        Assert.All(sites, site => Assert.Equal(ExitCode.Done, site.ExitCode));
        Assert.Equal(ExitCode.Done, (await run).ExitCode);
    }

    [Fact]
    public async Task Whoever_is_stopped_goes_on_and_nothing_is_charged_twice()
    {
        await _world.StartAsync();
        using var stop = new CancellationTokenSource();
        var run = _world.CoordinateAsync(answers: 5, stop);
        await _world.BegunAsync();
        var stopped = _world.JoinAsync(0, stop: stop);
        var others = Enumerable.Range(1, 3).Select(site => _world.JoinAsync(site)).ToList();
        await _world.MadeAsync("round-0/attempt-0/ready-0.json");
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Interrupted, (await run).ExitCode);
        Assert.NotEqual(ExitCode.Failed, (await stopped).ExitCode);

        run = _world.CoordinateAsync(answers: 5);
        var again = await _world.JoinAsync(0);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (again.ExitCode, (await run).ExitCode));
        Assert.All(await Task.WhenAll(others), site => Assert.Equal(ExitCode.Done, site.ExitCode));
        Assert.Equal(2, _world.Charges(0).Count);
        Near([2.5f, 2], _world.Model(2));
    }

    // Six standard deviations of what is left of the noise: 4 sites of deviation 0.4 over 128 parts, and two rounds.
    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < expected.Length; index++) Assert.Equal(expected[index], actual[index], 0.06f);
    }
}
