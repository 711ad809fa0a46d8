using System.Text;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Conformance;

/// <summary>The calls of the contract, in the words of a test.</summary>
internal static class EngineCalls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StartAnswer> StartAsync(this IEngineUnderTest test, RunOrder order) =>
        await test.Engine.StartAsync(order, Cancellation);

    public static async Task<EngineAnswer> StopAsync(this IEngineUnderTest test, string id, StopRules? rules) =>
        await test.Engine.StopAsync(RunId.Of(id), rules, Cancellation);

    /// <summary>Asks again while the engine cannot say, as a control plane does.</summary>
    public static async Task<EngineAnswer> ForgetAsync(this IEngineUnderTest test, string id)
    {
        EngineAnswer? answer = null;
        await Until.TrueAsync($"{id} is forgotten or not", async () =>
        {
            answer = await test.Engine.ForgetAsync(RunId.Of(id), Cancellation);
            return answer is not EngineAnswer.Unclear;
        });
        return answer!;
    }

    public static async Task<IReadOnlyList<FoundRun>> ListAsync(this IEngineUnderTest test, string prefix) =>
        Assert.IsType<ListAnswer.Listed>(await test.Engine.ListAsync(prefix, Cancellation)).Runs;

    public static async Task<RunState?> StateAsync(this IEngineUnderTest test, string id) =>
        await test.Engine.FindAsync(RunId.Of(id), Cancellation) switch
        {
            FindAnswer.Found found => found.State,
            FindAnswer.Absent => null,
            var answer => throw new InvalidOperationException($"The engine says {answer}."),
        };

    public static async Task<RunEnding> EndAsync(this IEngineUnderTest test, string id)
    {
        RunState? state = null;
        await Until.TrueAsync($"{id} ended", async () => (state = await test.StateAsync(id)) is RunEnded);
        return ((RunEnded)state!).Ending;
    }

    /// <summary>Waits until a run's program has said that it is up and the engine that it runs.</summary>
    public static Task UpAsync(this IEngineUnderTest test, string id) => Until.TrueAsync(
        $"{id} is up",
        async () => await test.LogAsync(id, new(LogStream.Output)) == "up\n" && await test.StateAsync(id) is RunRunning);

    public static async Task<string> LogAsync(this IEngineUnderTest test, string id, LogRequest request)
    {
        var bytes = new MemoryStream();
        await foreach (var chunk in test.Engine.LogsAsync(RunId.Of(id), request, Cancellation))
        {
            Assert.Equal(0, chunk.Dropped);
            bytes.Write(chunk.Bytes.Span);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
