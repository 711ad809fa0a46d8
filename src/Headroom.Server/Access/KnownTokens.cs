using Headroom.Storage;
using Headroom.Storage.Access;

namespace Headroom.Server.Access;

/// <summary>
/// Tokens of the pool by their hashes. Who comes often is looked up once a second: a change that this control plane
/// makes counts at once, and one that its successor makes before it knows of it a second later. Thread-safe.
/// </summary>
internal sealed class KnownTokens(Store store, TimeProvider time)
{
    private const int CountMax = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Token Token, long Read)> _known = new(StringComparer.Ordinal);
    private int _changes;

    /// <summary>The token with this hash, even one that has expired or was revoked; null when there is none.</summary>
    public async ValueTask<Token?> FindAsync(byte[] hash, CancellationToken cancellation)
    {
        var (name, read) = (Convert.ToHexString(hash), time.GetTimestamp());
        int changes;
        lock (_lock)
        {
            if (_known.TryGetValue(name, out var known) && time.GetElapsedTime(known.Read) < Kept) return known.Token;

            changes = _changes;
        }

        var token = await store.Access.TokenAsync(hash, cancellation);
        // Those that are wrong are without end, and are not kept.
        if (token is not null) Keep(name, token, read, changes);
        return token;
    }

    /// <summary>Tokens have changed, and it is stored.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _changes++;
            _known.Clear();
        }
    }

    private void Keep(string name, Token token, long read, int changes)
    {
        lock (_lock)
        {
            // What changed meanwhile may not have been seen.
            if (changes != _changes) return;

            if (_known.Count >= CountMax) _known.Clear();
            _known[name] = (token, read);
        }
    }
}
