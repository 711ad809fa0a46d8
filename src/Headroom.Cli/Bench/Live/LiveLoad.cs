using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Cli.Bench.Live;

/// <summary>Submits jobs over HTTP, each at its time and in a request of its own.</summary>
/// <param name="client">The server.</param>
/// <param name="connections">Requests at once.</param>
internal sealed class LiveLoad(HeadroomClient client, int connections)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Time since the first submission was due.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>Submits all of them; ends with the last answer.</summary>
    /// <param name="jobs">In order of their times, in milliseconds from the start.</param>
    /// <param name="submitted">Told the id of each job and when its request was sent; from any thread.</param>
    public async Task SubmitAsync(
        IEnumerable<(long At, JobRequest Request)> jobs, Action<long, long>? submitted = null)
    {
        var due = Channel.CreateUnbounded<(int Number, JobRequest Request)>();
        var workers = Enumerable.Range(0, connections).Select(_ => WorkAsync(due.Reader, submitted)).ToArray();
        var number = 0;
        foreach (var (at, request) in jobs)
        {
            var early = at - (long)Elapsed.TotalMilliseconds;
            if (early > 0) await Task.Delay(TimeSpan.FromMilliseconds(early));
            due.Writer.TryWrite((number++, request));
        }

        due.Writer.Complete();
        await Task.WhenAll(workers);
    }

    private async Task WorkAsync(
        ChannelReader<(int Number, JobRequest Request)> due, Action<long, long>? submitted)
    {
        await foreach (var (number, request) in due.ReadAllAsync())
        {
            var sent = Stopwatch.GetTimestamp();
            var answer = await SubmitAsync(request, number.ToString(CultureInfo.InvariantCulture));
            submitted?.Invoke(answer.First, sent);
        }
    }

    // Too much waits: what a client does then is try again, with the same key.
    private async Task<Submitted> SubmitAsync(JobRequest request, string key)
    {
        while (true)
        {
            try
            {
                return await client.SubmitAsync(request, key);
            }
            catch (ApiException fault) when (fault.RetryAfter is { } pause)
            {
                await Task.Delay(pause);
            }
        }
    }
}
