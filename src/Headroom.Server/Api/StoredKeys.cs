using Headroom.Storage.Access;

namespace Headroom.Server.Api;

/// <summary>
/// Says of most idempotency keys that they are new without asking the store: of each that counts it keeps 32 bits.
/// Bounded; thread-safe.
/// </summary>
/// <param name="unknownUntil">
/// When the last key ends that was stored before this control plane began, in Unix milliseconds.
/// </param>
internal sealed class StoredKeys(long unknownUntil)
{
    private const int CountMax = 4_000_000;

    private readonly Lock _lock = new();
    private HashSet<int> _marks = [];
    private HashSet<int> _older = [];
    private long _last;
    private long _lastOlder;
    private long _unknownUntil = unknownUntil;

    /// <summary>Whether the store may hold an answer to a key; false only if it holds none.</summary>
    /// <param name="tenant">Whose key it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">In Unix milliseconds.</param>
    public bool MayHold(string tenant, string key, long now)
    {
        var mark = HashCode.Combine(tenant, key);
        lock (_lock) return now < _unknownUntil || _marks.Contains(mark) || _older.Contains(mark);
    }

    /// <summary>Keeps the keys of answers that are stored.</summary>
    /// <param name="answers">In the order in which they end.</param>
    /// <param name="now">In Unix milliseconds.</param>
    public void Keep(IReadOnlyList<IdempotentAnswer> answers, long now)
    {
        lock (_lock)
        {
            if (now >= _lastOlder) (_older, _lastOlder, _marks) = (_marks, _last, []);

            foreach (var answer in answers)
            {
                _last = Math.Max(_last, answer.Expires);
                if (_marks.Count < CountMax) _marks.Add(HashCode.Combine(answer.Tenant, answer.Key));
                else _unknownUntil = Math.Max(_unknownUntil, answer.Expires);
            }
        }
    }
}
