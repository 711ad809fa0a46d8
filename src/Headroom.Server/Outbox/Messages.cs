using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;

namespace Headroom.Server.Outbox;

/// <summary>What engines are told. The kinds are stored: never rename.</summary>
internal static class Messages
{
    /// <summary>Start a run.</summary>
    public const string StartKind = "start";

    /// <summary>Stop a run that makes way for another.</summary>
    public const string StopKind = "stop";

    /// <summary>
    /// Stop a run because someone asked for it. Acknowledged only when it has ended, so that the wish outlives a crash.
    /// </summary>
    public const string CancelKind = "cancel";

    public static OutboxMessage Start(RunId run, StartPayload payload, long at) =>
        new(run, StartKind, payload.ToText(), at);

    public static OutboxMessage Stop(RunId run, long at) => new(run, StopKind, "", at);

    public static OutboxMessage Cancel(RunId run, long at) => new(run, CancelKind, "", at);
}
