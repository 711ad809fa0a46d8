using Headroom.Client.Jobs;
using Headroom.Scheduling.Plans;

namespace Headroom.Server.Pages.Words;

/// <summary>What states and reasons are called.</summary>
public static class States
{
    /// <summary>The word of a state.</summary>
    public static Word Of(JobStatus status) => status switch
    {
        JobStatus.Waiting => Word.StateWaiting,
        JobStatus.Held => Word.StateHeld,
        JobStatus.Running => Word.StateRunning,
        JobStatus.Stopping => Word.StateStopping,
        JobStatus.Succeeded => Word.StateSucceeded,
        JobStatus.Failed => Word.StateFailed,
        _ => Word.StateCancelled,
    };

    /// <summary>The short name of a reason by its code, such as <c>NO_ROOM_NOW</c>.</summary>
    public static Word WhyOf(string? code) => WordOf("Why", code) ?? Word.WhyJustCame;

    /// <summary>A reason as a sentence.</summary>
    public static string Sentence(Texts texts, WhyView why)
    {
        var word = WordOf("Because", why.Code) ?? Word.BecauseJustCame;
        return texts.Say(
            word,
            why.Level ?? "",
            IsOfMemory(why) ? texts[Word.Memory].ToLowerInvariant() : why.Resource ?? texts[Word.GpuUnit],
            Amount(why, why.AskedMilli ?? 0),
            Amount(why, why.AvailableMilli ?? 0),
            why.Holders.Count == 0 ? texts[Word.OtherJobs] : string.Join(", ", why.Holders),
            why.Until is { } until ? texts.Since(until) : texts[Word.Unknown]);
    }

    /// <summary>An amount of what a job waits for, with its unit where the name does not say it.</summary>
    public static string Amount(WhyView why, long milli) => Texts.Milli(milli) + (IsOfMemory(why) ? " GiB" : "");

    private static bool IsOfMemory(WhyView why) => why.Resource == Hold.Memory;

    // Codes are reasons in upper snake case; words are named for them.
    private static Word? WordOf(string prefix, string? code) =>
        code is not null && Enum.TryParse<Word>(prefix + code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var word)
            ? word
            : null;
}
