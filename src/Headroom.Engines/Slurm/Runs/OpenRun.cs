using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>A run that has not ended, with what is remembered of it between two looks.</summary>
internal sealed class OpenRun(RunId id, RunShelf shelf)
{
    public RunId Id { get; } = id;

    public RunFiles Files { get; } = shelf.Of(id);

    /// <summary>Its order; null when its folder has none.</summary>
    public RunOrder? Order { get; } = StateJson.Read<RunOrder>(shelf.Of(id).Order);

    /// <summary>Which job it is; null before it was recorded.</summary>
    public RunRecord? Record => shelf.Submitted.Of(Id);

    /// <summary>Why it stops; null while nobody wants that.</summary>
    public RunStop? Stop { get; private set; } = StateJson.Read<RunStop>(shelf.Of(id).Stop);

    /// <summary>When it was first seen running; null before.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Since when Slurm has known nothing of it; null when it does.</summary>
    public DateTimeOffset? MissingSince { get; set; }

    /// <summary>How far its stop has been driven.</summary>
    public StopStep Driven { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset DrivenAt { get; set; }

    /// <summary>When it was last taken off the queue.</summary>
    public DateTimeOffset CancelledAt { get; set; }

    /// <summary>Writes down that it stops.</summary>
    public void Write(RunStop stop)
    {
        var joined = Stop is { } before ? before with { Rules = StopWish.Shorter(before.Rules, stop.Rules) } : stop;
        WholeFile.Write(Files.Stop, StateJson.Bytes(joined));
        Stop = joined;
    }
}

/// <summary>How far a stop is driven.</summary>
internal enum StopStep
{
    /// <summary>Nothing was sent.</summary>
    None,

    /// <summary>It may save its work.</summary>
    Checkpoint,

    /// <summary>It was told to end.</summary>
    Terminate,

    /// <summary>It was ended.</summary>
    Kill,
}
