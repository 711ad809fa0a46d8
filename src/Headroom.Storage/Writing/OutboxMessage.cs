using Headroom.Storage.Jobs;

namespace Headroom.Storage.Writing;

/// <summary>Something an engine has to be told. It is stored with the decision, before anybody is told.</summary>
/// <param name="Run">The attempt that it is about.</param>
/// <param name="Kind">Such as <c>start</c>; with the attempt it names the message.</param>
/// <param name="Payload">What the engine needs, as text.</param>
/// <param name="At">When it was decided, in milliseconds.</param>
public sealed record OutboxMessage(RunId Run, string Kind, string Payload, long At);

/// <summary>An engine has taken in a message, or never needs to.</summary>
/// <param name="Run">The attempt.</param>
/// <param name="Kind">The message's kind.</param>
/// <param name="At">When, in milliseconds.</param>
public sealed record OutboxAcknowledgement(RunId Run, string Kind, long At);
