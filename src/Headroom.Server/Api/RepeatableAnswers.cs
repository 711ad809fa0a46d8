using System.Security.Cryptography;
using System.Text;
using Headroom.Server.Access;
using Headroom.Server.Commands;
using Headroom.Server.Loop;
using Headroom.Storage;

namespace Headroom.Server.Api;

/// <summary>Does what an idempotency key names once, and answers the same from then on.</summary>
internal sealed class RepeatableAnswers(Store store, StoredKeys keys, ControlLoop loop, TimeProvider time)
{
    private const int KeyMax = 256;

    /// <summary>The answer of the first time, or that of now.</summary>
    /// <param name="context">The request.</param>
    /// <param name="bearer">Who asks.</param>
    /// <param name="asked">All that tells the request from others.</param>
    /// <param name="run">Does it in a turn of the loop.</param>
    /// <exception cref="Refusal">The key is no key, or came with another request.</exception>
    public async Task<T> AnswerAsync<T>(
        HttpContext context, Bearer bearer, string asked, Func<Turn, RepeatableRequest, T> run)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > KeyMax)
            throw new Refusal(RefusalKind.Invalid, "The idempotency key is too long", $"give at most {KeyMax} characters");

        var request = new RepeatableRequest(bearer, key, SHA256.HashData(Encoding.UTF8.GetBytes(asked)));
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var known = key.Length > 0 && keys.MayHold(bearer.Scope, key, now)
            ? await store.Access.AnswerAsync(bearer.Scope, key, now, context.RequestAborted)
            : null;
        return known is null ? await loop.DoAsync(turn => run(turn, request)) : request.AnswerOf<T>(known);
    }
}
