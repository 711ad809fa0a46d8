using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Engines.Contract;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Writing;
using RunId = Headroom.Storage.Jobs.RunId;

namespace Headroom.Server.Dispatch;

/// <summary>
/// What goes to and comes from one engine. Messages of one run go in their order; runs do not wait for each other, and
/// an engine that does not answer holds up no other one.
/// </summary>
internal sealed class EngineLane(
    IEngine engine, Store store, RecentTexts texts, ReportQueue reports, Orders orders, TimeProvider time, ILogger log)
{
    private const ConfigureAwaitOptions WhateverHappened =
        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;

    private const int AtOnceMax = 32;

    private static readonly TimeSpan PauseLeast = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMost = TimeSpan.FromSeconds(10);

    private readonly Channel<OutboxMessage> _messages = Channel.CreateUnbounded<OutboxMessage>();
    private readonly ConcurrentDictionary<RunId, Task> _underWay = [];

    /// <summary>Hands over a message that is stored.</summary>
    public void Send(OutboxMessage message) => _messages.Writer.TryWrite(message);

    /// <summary>Works until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(TellAllAsync(cancellation), ListenAsync(cancellation));

    private async Task TellAllAsync(CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(AtOnceMax);
        while (await _messages.Reader.WaitToReadAsync(cancellation))
        {
            while (_messages.Reader.TryRead(out var message))
            {
                await places.WaitAsync(cancellation);
                Tell(message, places, cancellation);
            }
        }
    }

    private void Tell(OutboxMessage message, SemaphoreSlim places, CancellationToken cancellation)
    {
        var before = _underWay.GetValueOrDefault(message.Run, Task.CompletedTask);
        var told = TellAfterAsync(before, message, places, cancellation);
        _underWay[message.Run] = told;
        _ = told.ContinueWith(
            ended => _underWay.TryRemove(KeyValuePair.Create(message.Run, ended)), TaskScheduler.Default);
    }

    private async Task TellAfterAsync(
        Task before, OutboxMessage message, SemaphoreSlim places, CancellationToken cancellation)
    {
        try
        {
            await before.ConfigureAwait(WhateverHappened);
            for (var pause = PauseLeast; !await TellAsync(message, cancellation); pause *= 2)
                await Task.Delay(pause < PauseMost ? pause : PauseMost, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // It stays in the outbox, and is told after the next start.
        }
        finally
        {
            places.Release();
        }
    }

    // False when it has to be tried again.
    private async Task<bool> TellAsync(OutboxMessage message, CancellationToken cancellation)
    {
        using var span = LoopTrace.Dispatch(message.Kind, message.Run.ToString(), engine.Name);
        try
        {
            return message.Kind == Messages.StartKind
                ? await StartAsync(message, cancellation)
                : await StopAsync(message, cancellation);
        }
        // Whatever it was, the message is stored and has to arrive.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            log.ToldAgain(fault, message.Kind, message.Run.ToString());
            return false;
        }
    }

    private async Task<bool> StartAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var job = message.Run.Job;
        if ((texts.Take(job) ?? await store.Job.TextAsync(job, cancellation)) is not { } text) return true;

        var request = JsonSerializer.Deserialize<JobRequest>(text, ApiJson.Options)!;
        var payload = StartPayload.Parse(message.Payload);
        if (orders.Refuses(message.Run, request, payload) is { } refused)
        {
            await RefuseAsync(message.Run, 0, refused, cancellation);
            return true;
        }

        // Together: with the tasks one after the other a gang would begin as late as they are many.
        foreach (var tasks in Enumerable.Range(0, payload.Tasks.Count).Chunk(AtOnceMax))
        {
            var answers = await Task.WhenAll(tasks.Select(task =>
                engine.StartAsync(orders.Of(new TaskRun(message.Run, task), request, payload), cancellation).AsTask()));
            // First what nobody knows: one that runs although another is refused has to be stopped.
            if (answers.Any(answer => answer is StartAnswer.Unclear)) return false;

            if (answers.OfType<StartAnswer.Refused>().FirstOrDefault() is { Refusal.Sentence: var sentence })
            {
                await RefuseAsync(message.Run, tasks[^1] + 1, sentence, cancellation);
                return true;
            }
        }

        await reports.AddAsync(turn => RunReports.Sent(turn, message.Run), cancellation);
        return true;
    }

    // Other tasks may run already: they are stopped first, so that nothing is left behind.
    private async Task RefuseAsync(RunId run, int tasksTold, string sentence, CancellationToken cancellation)
    {
        for (var task = 0; task < tasksTold; task++)
            await engine.StopAsync(new TaskRun(run, task).Name, new StopRules { Grace = TimeSpan.Zero }, cancellation);

        await reports.AddAsync(turn => RunReports.Refused(turn, run, sentence), cancellation);
    }

    private async Task<bool> StopAsync(OutboxMessage message, CancellationToken cancellation)
    {
        for (var task = 0; ; task++)
        {
            var answer = await engine.StopAsync(new TaskRun(message.Run, task).Name, null, cancellation);
            if (answer is EngineAnswer.Unclear) return false;
            if (answer is EngineAnswer.Refused) break;
        }

        if (message.Kind == Messages.StopKind)
            await reports.AddAsync(turn => RunReports.Stopped(turn, message.Run), cancellation);

        return true;
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await foreach (var (name, state) in engine.ReportsAsync(cancellation))
        {
            if (!TaskRun.TryParse(name, out var task)) continue;

            // Of a gang any ending may be the last one.
            var mayRetry = state is RunEnded { Ending.IsSuccess: false }
                && await Losses.MayRetryAsync(store, task.Run.Job, cancellation);
            await reports.AddAsync(turn => RunReports.Reported(turn, task, state, mayRetry), cancellation);
        }
    }
}
