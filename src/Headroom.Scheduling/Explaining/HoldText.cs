using System.Globalization;
using Headroom.Cluster;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Explaining;

/// <summary>Says why a job waits in one sentence.</summary>
/// <param name="nameOf">What a job is called.</param>
/// <param name="duration">How seconds are written.</param>
public sealed class HoldText(Func<JobId, string> nameOf, Func<double, string> duration)
{
    /// <summary>What stands for holders where there is none.</summary>
    public const string NoOther = "no other job";

    /// <summary>What stands for holders where none is named.</summary>
    public string Unnamed { get; init; } = NoOther;

    /// <summary>The sentence.</summary>
    /// <param name="hold">The reason.</param>
    /// <param name="now">Time at which it was given, in milliseconds.</param>
    public string Of(Hold hold, long now) => hold.Reason switch
    {
        HoldReason.NeverFits => $"The fleet, even empty, cannot hold it{Of(hold)}. Ask for less, or for another chip model.",
        HoldReason.NeverWithinQuota =>
            $"It asks for more than {Level(hold)} may ever use{Of(hold)}. Ask for less, or for a higher limit.",
        HoldReason.UnknownQueue => $"The policy has no queue '{hold.Level}' that takes jobs. Submit to another one.",
        HoldReason.QueuePaused => $"The queue {hold.Level} is paused.",
        HoldReason.HeldByUser => "Someone asked that it be held. Release it.",
        HoldReason.NotBefore => $"It asked not to start before {At(hold, now)}.",
        HoldReason.WaitingForDependency => $"It waits for the end of {Holders(hold)}.",
        HoldReason.DependencyNotMet =>
            $"It will never start: {Holders(hold)} ended in another way than it waits for. Cancel it or submit it anew.",
        HoldReason.ArrayLimit => "As many jobs of its array run as may.",
        HoldReason.OverQuota => $"{Level(hold)} has used up what it may use{Of(hold)}. Held by {Holders(hold)}.",
        HoldReason.NotLent => $"What is free{Of(hold)} is kept for queues that do not lend it.",
        HoldReason.NoRoomNow => $"Too little is free{Of(hold)}. Next to end: {Holders(hold)}{Until(hold, now)}.",
        HoldReason.NoRoomTogether =>
            $"Enough is free, but not together where it needs it{Of(hold)}. Next to end: {Holders(hold)}{Until(hold, now)}.",
        HoldReason.ReservedForOthers =>
            $"It would fit, and delay jobs that were promised the nodes before: {Holders(hold)}{Until(hold, now)}.",
        HoldReason.WaitingForReclaim =>
            $"{Level(hold)} is owed what it asks for; borrowers have until {At(hold, now)} to end by themselves.",
        HoldReason.WaitingForPreemption => $"Others were told to stop for it: {Holders(hold)}.",
        HoldReason.WaitingForCheaperHour => $"It can wait for a cheaper or cleaner hour, and does until {At(hold, now)}.",
        HoldReason.BehindOthers => "An earlier job of its queue goes first, and the queue does not allow backfill.",
        HoldReason.NotReached => "The cycle's budget ended before it was looked at.",
        HoldReason.ClockWentBack => "The clock went back; nothing is decided until it has caught up.",
        HoldReason.BudgetSpent =>
            $"The budget of {hold.Level} is used up{Renewal(hold, now)}. Wait, or have it raised; what runs goes on.",
        _ => hold.Reason.ToString(),
    };

    /// <summary>An amount in thousandths as people write it.</summary>
    public static string Amount(long milli) =>
        (milli / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Level(Hold hold) => hold.Level.Length > 0 ? $"The queue {hold.Level}" : "The fleet";

    private static string Of(Hold hold) => hold.Resource.Length > 0
        ? $": {Amount(hold.AskedMilli)} {Unit(hold)} asked, {Amount(hold.AvailableMilli)} there"
        : "";

    private static string Unit(Hold hold) => hold.Resource == Hold.Memory ? "GiB of memory" : hold.Resource;

    private string Holders(Hold hold) =>
        hold.Holders.Count == 0 ? Unnamed : string.Join(", ", hold.Holders.Select(nameOf));

    private string At(Hold hold, long now) =>
        hold.Until is { } until ? $"{duration(Math.Max(0, until - now) / 1000.0)} from now" : "an unknown time";

    private string Renewal(Hold hold, long now) => hold.Until is null ? "" : $"; the next begins {At(hold, now)}";

    private string Until(Hold hold, long now) => hold.Until is null ? "" : $", {At(hold, now)}";
}
