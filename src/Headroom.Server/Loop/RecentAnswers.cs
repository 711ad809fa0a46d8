using Headroom.Storage.Access;

namespace Headroom.Server.Loop;

/// <summary>
/// Answers to keys that came lately. Whoever asks has looked into the store a moment before; this closes the gap
/// between that look and the turn of the loop.
/// </summary>
internal sealed class RecentAnswers
{
    // Far more than arrive between a look and a turn.
    private const int CountMax = 65_536;

    private readonly Dictionary<(string Tenant, string Key), IdempotentAnswer> _answers = [];
    private readonly Queue<(string Tenant, string Key)> _order = [];

    /// <summary>The answer to a key; null for a new one.</summary>
    public IdempotentAnswer? Find(string tenant, string key) => _answers.GetValueOrDefault((tenant, key));

    /// <summary>Remembers an answer, and forgets the oldest when there are many.</summary>
    public void Add(IdempotentAnswer answer)
    {
        var key = (answer.Tenant, answer.Key);
        if (!_answers.TryAdd(key, answer)) return;

        _order.Enqueue(key);
        if (_order.Count > CountMax) _answers.Remove(_order.Dequeue());
    }
}
