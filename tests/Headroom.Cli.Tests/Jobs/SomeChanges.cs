using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Events;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Cli.Tests.Jobs;

/// <summary>Streams of events as a server sends them, each ended by it.</summary>
internal static class SomeChanges
{
    public const string Request = "GET /api/v1/events";

    /// <summary>The stream begins after an event, and tells that a job has changed.</summary>
    public static CannedAnswer OfJob(long sequence, long job) => Stream(
        new ChangeView { Sequence = sequence, Kind = ChangeKind.Begin },
        new ChangeView
        {
            Sequence = sequence + 1,
            Kind = ChangeKind.Job,
            At = SomeJobs.Now,
            Job = new JobChange(job, "lab", "research", JobStatus.Running, 2),
        });

    /// <summary>The changes as they are.</summary>
    public static CannedAnswer Stream(params ChangeView[] changes) => new(
        200,
        string.Concat(changes.Select(change => string.Create(
            CultureInfo.InvariantCulture,
            $"id: {change.Sequence}\nevent: {change.Kind.ToString().ToLowerInvariant()}\n"
            + $"data: {JsonSerializer.Serialize(change, ApiJson.Options)}\n\n"))),
        "text/event-stream");
}
