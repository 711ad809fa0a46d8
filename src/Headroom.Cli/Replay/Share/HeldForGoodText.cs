using Headroom.Cli.Output;

namespace Headroom.Cli.Replay.Share;

/// <summary>Says which jobs a run left waiting for good: they are in no mean, so that nobody would notice.</summary>
internal static class HeldForGoodText
{
    /// <summary>One sentence with the reasons in the words of a verdict.</summary>
    public static string Of(ShareResult result)
    {
        var held = result.Run.Held;
        var reasons = held.Select(group =>
            $"{NumberText.Whole(group.Jobs)} {group.Reason?.ToString() ?? "for no reason told"}");
        var jobs = held.Sum(group => group.Jobs);
        var count = $"{NumberText.Whole(jobs)} {(jobs == 1 ? "job" : "jobs")}";
        return $"{result.Trace} under {result.Label}: {count} never ended: {string.Join(", ", reasons)}.";
    }
}
