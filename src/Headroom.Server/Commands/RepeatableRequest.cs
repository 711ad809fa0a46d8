using System.Text.Json;
using Headroom.Client.Wire;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage.Access;

namespace Headroom.Server.Commands;

/// <summary>What is done once however often it is sent: the same key gets the same answer.</summary>
/// <param name="Bearer">Who asks.</param>
/// <param name="Key">Chosen by the client; empty for none, then it is done as often as it is sent.</param>
/// <param name="Digest">Of the request.</param>
internal sealed record RepeatableRequest(Bearer Bearer, string Key, byte[] Digest)
{
    private const long KeyMilliseconds = 24 * 3_600_000;

    /// <summary>A request without a key.</summary>
    public static RepeatableRequest Once(Bearer bearer) => new(bearer, "", []);

    /// <summary>The answer that was given lately; null for none.</summary>
    /// <exception cref="Refusal">The key came with another request.</exception>
    public T? Answered<T>(Turn turn)
        where T : class =>
        Key.Length > 0 && turn.State.Answers.Find(Bearer.Scope, Key) is { } known ? AnswerOf<T>(known) : null;

    /// <summary>The answer that was given to the key before.</summary>
    /// <exception cref="Refusal">The key came with another request.</exception>
    public T AnswerOf<T>(IdempotentAnswer known) => known.Digest.AsSpan().SequenceEqual(Digest)
        ? JsonSerializer.Deserialize<T>(known.Answer, ApiJson.Options)!
        : throw new Refusal(
            RefusalKind.Conflict, "The idempotency key was used for another request", "choose a new key");

    /// <summary>Keeps the answer for as long as a key counts.</summary>
    public T Keep<T>(Turn turn, int status, T answer)
    {
        if (Key.Length > 0)
        {
            turn.Add(new IdempotentAnswer(
                Bearer.Scope, Key, Digest, status, JsonSerializer.Serialize(answer, ApiJson.Options),
                turn.Now + KeyMilliseconds));
        }

        return answer;
    }
}
