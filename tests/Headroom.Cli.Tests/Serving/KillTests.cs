using System.Globalization;
using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Serving;

/// <summary>
/// The real program, killed under load at moments that are drawn, and looked at from outside. HEADROOM_KILLS says how
/// often.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int KillsUsual = 6;
    private const int Senders = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-kill-").FullName;
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, long> _answers = [];

    [Fact]
    public Task Nothing_is_lost_or_run_twice_over_a_store_in_a_file() => KillAndLookAsync(store: null);

    [Fact]
    public Task Nothing_is_lost_or_run_twice_over_a_store_on_a_server() =>
        KillAndLookAsync(TemporaryPostgres.NewDatabase());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Marks => Path.Combine(_folder, "marks");

    private async Task KillAndLookAsync(string? store)
    {
        Directory.CreateDirectory(Marks);
        var chance = new Random(20261126);
        using var program = new RealProgram(_folder, store);
        var kills = Environment.GetEnvironmentVariable("HEADROOM_KILLS") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : KillsUsual;
        for (var kill = 0; kill < kills; kill++)
        {
            await program.StartAsync();
            using var stopping = new CancellationTokenSource();
            using var client = program.Client();
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(client, stopping.Token)).ToArray();
            await Task.Delay(chance.Next(5, 800));
            program.Kill();
            await stopping.CancelAsync();
            await Task.WhenAll(senders);
        }

        await program.StartAsync();
        using var last = program.Client();
        await FinishAsync(last);
        await LookAsync(last);
    }

    // One request after the other: each leaves a line when it runs.
    private async Task SendAsync(HeadroomClient client, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var key = NewKey();
            try
            {
                Answered(key, await client.SubmitAsync(Request(key), key, stopping));
            }
            // Killed under it, as is meant: whether it was taken in is asked for in the end.
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or ApiException)
            {
                return;
            }
        }
    }

    private string NewKey()
    {
        lock (_keys)
        {
            var key = $"k{_keys.Count}";
            _keys.Add(key);
            return key;
        }
    }

    private void Answered(string key, Submitted submitted)
    {
        lock (_keys)
        {
            if (_answers.TryGetValue(key, out var before)) Assert.Equal(before, submitted.First);
            _answers[key] = submitted.First;
        }
    }

    private JobRequest Request(string key) => new()
    {
        Command = ["/bin/sh", "-c", $"echo $HEADROOM_ATTEMPT >> {Path.Combine(Marks, key)}"],
        Gpus = 1,
        CpuMillicores = 10,
        Preemptible = false,
    };

    // All are sent once more: what was taken in gets the answer of then, the rest is new.
    private async Task FinishAsync(HeadroomClient client)
    {
        foreach (var key in _keys) Answered(key, await client.SubmitAsync(Request(key), key));

        var (left, since) = (long.MaxValue, TimeProvider.System.GetTimestamp());
        while (await LeftAsync(client) is > 0 and var still)
        {
            if (still != left) (left, since) = (still, TimeProvider.System.GetTimestamp());
            Assert.True(
                TimeProvider.System.GetElapsedTime(since) < Patience, $"{left} jobs are left, and none ends any more");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task<long> LeftAsync(HeadroomClient client) =>
        (await client.QueuesAsync()).Sum(queue => (long)queue.Running + queue.Waiting);

    private async Task LookAsync(HeadroomClient client)
    {
        Assert.Equal(_keys.Count, _answers.Values.Distinct().Count());
        Assert.All(_keys, key => Assert.Equal(["1"], File.ReadAllLines(Path.Combine(Marks, key))));
        Assert.Equal(_keys.Count, Directory.GetFiles(Marks).Length);

        var jobs = 0;
        for (var filter = new JobFilter { Limit = JobFilter.LimitMax }; ;)
        {
            var page = await client.JobsAsync(filter);
            Assert.All(page.Jobs, job => Assert.Equal(JobStatus.Succeeded, job.State));
            jobs += page.Jobs.Count;
            if (page.Next is null) break;

            filter = filter with { After = page.Next };
        }

        Assert.Equal(_keys.Count, jobs);
    }
}
