using Headroom.Engines.Contract;
using Headroom.Server.Loop;

namespace Headroom.Server.Joining;

/// <summary>Why a cluster cannot come or go. The reason stands in front of the sentence, for programs.</summary>
internal static class JoiningRefusals
{
    /// <summary>Another cluster has the name.</summary>
    public static Refusal Taken(string name) => Conflict(
        "NAME_TAKEN", $"The pool has another cluster called {name}",
        $"choose another name, or remove that one with 'headroom clusters remove {name}'");

    /// <summary>Nobody added a cluster of that name.</summary>
    public static Refusal Unknown(string name) => new(
        RefusalKind.NotFound, $"There is no cluster '{name}'", "see them with 'headroom clusters list'");

    /// <summary>It is one of those that the start of the pool names.</summary>
    public static Refusal OfTheStart(string name) => Conflict(
        "OF_THE_START", $"{name} was not added: the start of the pool names it",
        "start 'headroom up' without it, or drain it");

    /// <summary>Jobs run there.</summary>
    public static Refusal JobsRun(string name, int jobs) => Conflict(
        "JOBS_RUN", $"{(jobs == 1 ? "1 job" : $"{jobs} jobs")} on {name} have not ended",
        $"drain it first with 'headroom clusters drain {name} --now', or remove it with --force and leave them running");

    /// <summary>It lacks something.</summary>
    public static Refusal Lacks(string name, EngineCheck missing) => Conflict(
        "LACKS", $"{name} lacks {missing.Need}: {missing.Sentence.TrimEnd('.')}",
        $"see all of it with 'headroom clusters test {name} --config FILE', or add it with --force");

    /// <summary>It does not answer, or has no nodes.</summary>
    public static Refusal Silent(string name, IReadOnlyList<string> warnings) => Conflict(
        "UNREACHABLE",
        $"{name} tells of no nodes{(warnings.Count > 0 ? $": {string.Join(' ', warnings).TrimEnd('.')}" : "")}",
        "mend that, or add it with --force: its nodes come when it answers");

    /// <summary>There are as many as there can be.</summary>
    public static Refusal TooMany() =>
        Conflict("TOO_MANY", "The pool has as many clusters as one can have", "remove one first");

    /// <summary>Its engine cannot be opened.</summary>
    public static Refusal NotOpened(string name, string why) => Conflict(
        "NOT_OPENED", $"{name} cannot be opened: {why.TrimEnd('.')}", "mend that on the machine that the pool runs on");

    /// <summary>This control plane opens no engines.</summary>
    public static Refusal NoHost() => Conflict(
        "FIXED", "The clusters of this pool are fixed", "start the pool with 'headroom up'");

    private static Refusal Conflict(string reason, string sentence, string remedy) =>
        new(RefusalKind.Conflict, sentence, remedy) { Key = reason };
}
