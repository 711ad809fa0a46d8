namespace Headroom.Storage.Access;

/// <summary>The answer to a request that may come again: the same key gets the same answer until it expires.</summary>
/// <param name="Tenant">Whose key it is.</param>
/// <param name="Key">The key that the client chose.</param>
/// <param name="Digest">Of the request: the same key with another request is a mistake of the client.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Expires">Until when it is kept, in milliseconds.</param>
public sealed record IdempotentAnswer(
    string Tenant, string Key, byte[] Digest, int Status, string Answer, long Expires);
