using System.Globalization;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Explaining;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Views;

/// <summary>Why a job waits, as the API shows it: others' jobs stay unnamed.</summary>
internal static class WhyViews
{
    /// <summary>What is known of a job at the moment.</summary>
    public static WhyView Of(JobDetails details, LoopState state, Bearer bearer, long now) =>
        Reason(details, state, bearer, now) with { Regions = RegionsOf(details.Job.Id, state, now) };

    private static IReadOnlyList<RegionWayView> RegionsOf(JobId id, LoopState state, long now) =>
        state.Cluster.Find(id) is { } job
            ? [.. RegionWays.Of(state.Cluster.Fleet, job.Job.Shape, now).Select(way => new RegionWayView
            {
                Region = way.Region,
                Asked = way.IsAsked,
                TransferMilliseconds = way.TransferMilliseconds,
                TransferPriceMilli = way.TransferPriceMilli,
                PricePerGpuHourMilli = way.PricePerGpuHourMilli,
                CarbonGramsPerGpuHour = way.CarbonPerGpuHour,
            })]
            : [];

    private static WhyView Reason(JobDetails details, LoopState state, Bearer bearer, long now)
    {
        var job = details.Job;
        var status = JobViews.StatusOf(job.State);
        if (state.HoldOf(job.Id) is not { } hold || status is not (JobStatus.Waiting or JobStatus.Held))
            return new WhyView { Job = job.Id.Value, State = status, Text = OnEngine(job, state) ?? TextOf(status) };

        var seen = hold with { Holders = ValueList.From(hold.Holders.Where(id => Sees(state, bearer, id))) };
        var text = new HoldText(id => $"job {id}", Duration)
        {
            Unnamed = hold.Holders.Count > 0 ? "jobs of others" : HoldText.NoOther,
        };
        return new WhyView
        {
            Job = job.Id.Value,
            State = status,
            Code = JobViews.CodeOf((int)hold.Reason),
            Text = text.Of(seen, now) + DrainedNodes.SentenceOf(state, hold.Reason) + Preempted(details, bearer),
            Resource = hold.Resource.Length > 0 ? hold.Resource : null,
            AskedMilli = hold.Resource.Length > 0 ? hold.AskedMilli : null,
            AvailableMilli = hold.Resource.Length > 0 ? hold.AvailableMilli : null,
            Level = hold.Level.Length > 0 ? hold.Level : null,
            Holders = [.. seen.Holders.Select(id => id.Value)],
            Until = hold.Until,
        };
    }

    // A job that waits again is asked about twice: why it waits, and why it had to stop.
    private static string Preempted(JobDetails details, Bearer bearer) =>
        details.Transitions.LastOrDefault(step => step.State == JobState.Stopping) is { } stopped
        && stopped.Told(bearer.SeesEveryone) is var told
        && told.StartsWith(PreemptionText.Begin, StringComparison.Ordinal)
            ? " " + told
            : "";

    // The pool has placed it, and its cluster has not begun.
    private static string? OnEngine(StoredJob job, LoopState state) =>
        state.Cluster.Find(job.Id) is { Tasks.Count: > 0 } placed
        && state.EngineWaits.GetValueOrDefault(RunId.Of(placed)) is { } why
            ? $"It is placed, and its cluster has not started it: {why}"
            : null;

    private static bool Sees(LoopState state, Bearer bearer, JobId id) =>
        state.Cluster.Find(id) is { } holder
        && state.Tree.IndexOf(holder.Queue.Name) is > 0 and var queue
        && bearer.Sees(Tenants.Of(state.Tree, queue));

    private static string TextOf(JobStatus status) => status switch
    {
        JobStatus.Waiting => "It has just come; the next cycle looks at it.",
        JobStatus.Held => "Someone asked that it be held. Release it.",
        JobStatus.Running => "It runs.",
        JobStatus.Stopping => "It was told to save its work and stop; it waits again when it has.",
        JobStatus.Succeeded => "It has done its work.",
        JobStatus.Failed => "It has ended without success; its page and its log say more.",
        _ => "It has ended.",
    };

    /// <summary>Seconds as people read them.</summary>
    public static string Duration(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
        return span.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}m {span.Seconds}s")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}h {span.Minutes}m");
    }
}
