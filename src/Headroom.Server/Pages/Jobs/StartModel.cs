using System.Globalization;
using Headroom.Client.Jobs;
using Headroom.Server.Pages.Words;

namespace Headroom.Server.Pages.Jobs;

/// <summary>When a job is expected to start, and what would start it now.</summary>
/// <param name="Start">The estimate; null while there is none.</param>
/// <param name="Changes">
/// The changes, the cheapest first; null while others are worked out, or once it waits no longer.
/// </param>
public sealed record StartModel(StartView? Start, IReadOnlyList<StartChangeView>? Changes)
{
    /// <summary>A change as an instruction.</summary>
    internal static string Sentence(Texts texts, StartChangeView change) => change.Value is { } value
        ? texts.Say(WordOf(change.Kind), Shown(texts, change.Kind, value))
        : texts[WordOf(change.Kind)];

    private static Word WordOf(string kind) => kind switch
    {
        "ANEW" => Word.ChangeAnew,
        "LOOSER_TOPOLOGY" => Word.ChangeLooserTopology,
        "OTHER_MODEL" => Word.ChangeOtherModel,
        "OTHER_REGION" => Word.ChangeOtherRegion,
        "OTHER_CLUSTER" => Word.ChangeOtherCluster,
        "PREEMPTIBLE" => Word.ChangePreemptible,
        "AT_ONCE" => Word.ChangeAtOnce,
        "SHORTER_LIMIT" => Word.ChangeShorterLimit,
        "HIGHER_PRIORITY" => Word.ChangeHigherPriority,
        "OTHER_QUEUE" => Word.ChangeOtherQueue,
        "FEWER_TASKS" => Word.ChangeFewerTasks,
        "FEWER_GPUS" => Word.ChangeFewerGpus,
        "FEWER_CORES" => Word.ChangeFewerCores,
        "LESS_MEMORY" => Word.ChangeLessMemory,
        _ => Word.ChangeSmallerPart,
    };

    private static string Shown(Texts texts, string kind, string value) => kind switch
    {
        "SHORTER_LIMIT" => texts.Duration(long.Parse(value, CultureInfo.InvariantCulture)),
        "SMALLER_PART" or "FEWER_CORES" => Texts.Milli(long.Parse(value, CultureInfo.InvariantCulture)),
        _ => value,
    };
}
