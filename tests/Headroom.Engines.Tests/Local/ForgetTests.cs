using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Local;

public sealed class ForgetTests
{
    [Fact]
    public async Task What_has_ended_is_deleted_and_what_has_not_is_refused()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Order("gone", "sleep", "3600"));

        var early = await runs.Engine.ForgetAsync(RunId.Of("gone"), TestContext.Current.CancellationToken);
        await runs.StopAsync("gone", LocalRuns.AtOnce);
        await runs.EndAsync("gone");
        var late = await runs.Engine.ForgetAsync(RunId.Of("gone"), TestContext.Current.CancellationToken);
        var again = await runs.Engine.ForgetAsync(RunId.Of("gone"), TestContext.Current.CancellationToken);

        Assert.Equal(RefusalReason.StillRunning, Assert.IsType<EngineAnswer.Refused>(early).Refusal.Reason);
        Assert.IsType<EngineAnswer.Done>(late);
        Assert.IsType<EngineAnswer.Done>(again);
        Assert.Null(await runs.StateAsync("gone"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(runs.Scratch("runs")));
    }
}
