using System.Numerics;
using System.Runtime.CompilerServices;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>What becomes of two tokens that stand side by side.</summary>
/// <param name="Rank">Lower ones are merged first; <see cref="TokenPair.Never"/> when they are not merged.</param>
/// <param name="Token">The token that they become.</param>
internal readonly record struct TokenPair(int Rank, int Token)
{
    /// <summary>Rank of what is not merged.</summary>
    public const int Never = int.MaxValue;
}

/// <summary>
/// The merges of a vocabulary, found by their two tokens: open addressing at most half full. Hot: a lookup for every
/// byte of a text that is not in a cache.
/// </summary>
internal sealed class TokenPairs
{
    private static readonly TokenPair None = new(TokenPair.Never, 0);

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Room for so many merges.</summary>
    public TokenPairs(int count)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * count));
        _slots = new Slot[size];
        _shift = 64 - BitOperations.Log2(size);
    }

    /// <summary>Adds a merge; of two for the same tokens the lower rank stays.</summary>
    public void Add(int left, int right, TokenPair pair)
    {
        var key = KeyOf(left, right);
        var index = IndexOf(key);
        while (_slots[index].Key != 0 && _slots[index].Key != key) index = (index + 1) & (_slots.Length - 1);
        if (_slots[index].Key == key && _slots[index].Pair.Rank <= pair.Rank) return;

        _slots[index] = new Slot(key, pair);
    }

    /// <summary>What becomes of two tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TokenPair Of(int left, int right)
    {
        var key = KeyOf(left, right);
        var slots = _slots;
        for (var index = IndexOf(key); ; index = (index + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[index];
            if (slot.Key == key) return slot.Pair;
            if (slot.Key == 0) return None;
        }
    }

    // Never 0, which marks an empty slot.
    private static ulong KeyOf(int left, int right) => (((ulong)(uint)left << 32) | (uint)right) + 1;

    private int IndexOf(ulong key) => (int)(ByteHash.Mix(key) >> _shift);

    private readonly record struct Slot(ulong Key, TokenPair Pair);
}
