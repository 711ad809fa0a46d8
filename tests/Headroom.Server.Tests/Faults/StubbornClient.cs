using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Server.Access;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Storage.Faults;

namespace Headroom.Server.Tests.Faults;

/// <summary>Sends each of its requests until an answer comes, now and then once more, and with the same key.</summary>
internal sealed class StubbornClient(Random chance)
{
    private static readonly Bearer Bearer = new("admin", Role.Admin, "");

    private readonly List<Sent> _sent = [];

    /// <summary>All that it ever asked for.</summary>
    public IReadOnlyList<Sent> Requests => _sent;

    /// <summary>Whether every request has its answer.</summary>
    public bool HasAllAnswers => _sent.All(sent => sent.Job is not null);

    /// <summary>Asks for something new.</summary>
    public void Submit(SteppedPlane plane, DateTimeOffset now)
    {
        var (runtime, exit) = (chance.Next(1, 20_000), chance.Next(6) == 0 ? 3 : 0);
        var request = new JobRequest
        {
            Command = ["run", Text(runtime), Text(exit)],
            Gpus = chance.Next(3),
            GpuMilli = 1000,
            CpuMillicores = 100,
            Tasks = chance.Next(4) == 0 ? chance.Next(2, 4) : 1,
            Priority = chance.Next(3),
            Preemptible = chance.Next(4) != 0,
            TimeLimitSeconds = chance.Next(3) == 0 ? chance.Next(1, 15) : null,
            Retries = chance.Next(3) == 0 ? chance.Next(3) : null,
            After = _sent.LastOrDefault(sent => sent.Job is not null) is { Job: { } before } && chance.Next(5) == 0
                ? [new JobDependency(before.Value, JobEnd.Any)]
                : [],
        };
        if (request is { Tasks: > 1, Priority: 1 }) request = request with { TasksMin = 1 };
        _sent.Add(new Sent($"key-{_sent.Count}", request));
        Send(plane, now, _sent[^1]);
    }

    /// <summary>Sends one of those again.</summary>
    public void Resend(SteppedPlane plane, DateTimeOffset now)
    {
        if (_sent.Count > 0) Send(plane, now, _sent[chance.Next(_sent.Count)]);
    }

    /// <summary>Sends all again that have no answer.</summary>
    public void ResendOpen(SteppedPlane plane, DateTimeOffset now)
    {
        foreach (var sent in _sent.Where(sent => sent.Job is null)) Send(plane, now, sent);
    }

    /// <summary>Cancels, holds or releases one of its jobs.</summary>
    public void Change(SteppedPlane plane)
    {
        if (_sent.Where(sent => sent.Job is not null).ToList() is not [_, ..] known) return;

        var sent = known[chance.Next(known.Count)];
        var kind = chance.Next(4);
        sent.MayBeCancelled |= kind == 0;
        plane.Within(() => Forget(plane.Loop.DoAsync(turn => kind switch
        {
            0 => JobCommands.Cancel(turn, Bearer, sent.Job!.Value),
            1 => JobCommands.Hold(turn, Bearer, sent.Job!.Value),
            _ => JobCommands.Release(turn, Bearer, sent.Job!.Value),
        })));
    }

    /// <summary>Lets all go on that it holds.</summary>
    public void ReleaseAll(SteppedPlane plane)
    {
        foreach (var sent in _sent.Where(sent => sent.Job is not null))
            plane.Within(() => Forget(plane.Loop.DoAsync(turn => JobCommands.Release(turn, Bearer, sent.Job!.Value))));
    }

    private static void Send(SteppedPlane plane, DateTimeOffset now, Sent sent) =>
        plane.Within(() => Forget(SendAsync(plane, now.ToUnixTimeMilliseconds(), sent)));

    private static async Task<bool> SendAsync(SteppedPlane plane, long now, Sent sent)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(sent.Key));
        var asked = new RepeatableRequest(Bearer, sent.Key, digest);
        var known = await plane.Store.Access.AnswerAsync(Bearer.Scope, sent.Key, now);
        sent.Answer(known is null
            ? await plane.Loop.DoAsync(turn => new Submission(sent.Request, asked).Run(turn))
            : asked.AnswerOf<Submitted>(known));
        return true;
    }

    // Whoever is told no, or nothing, asks again later.
    private static async void Forget<T>(Task<T> asked)
    {
        try
        {
            await asked;
        }
        catch (Exception fault) when (fault is Refusal or StoreException)
        {
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One request.</summary>
    internal sealed class Sent(string key, JobRequest request)
    {
        public string Key { get; } = key;

        public JobRequest Request { get; } = request;

        /// <summary>The job that it became; null while nobody said so.</summary>
        public JobId? Job { get; private set; }

        public bool MayBeCancelled { get; set; }

        public void Answer(Submitted submitted)
        {
            Assert.True(
                Job is null || Job.Value.Value == submitted.First,
                $"{Key} is job {Job} and job {submitted.First}");
            Job = new JobId(submitted.First);
        }
    }
}
