using System.Numerics;
using System.Runtime.CompilerServices;

namespace Headroom.Curation.Text;

/// <summary>
/// Numbers different 64-bit keys from 0 in the order in which they come. Clearing costs nothing: a slot counts only
/// when it was written since. The part in use grows with what is expected, so that short documents stay in the cache.
/// </summary>
internal sealed class IdentityTable
{
    private const int SlotsMin = 256;

    private Slot[] _slots = new Slot[SlotsMin];
    private int _mask = SlotsMin - 1;
    private int _epoch = 1;

    /// <summary>Different keys so far.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    /// <param name="expected">Most keys that will come; more make it slow, not wrong, up to four times as many.</param>
    public void Clear(int expected)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(SlotsMin, Math.Min(expected, 1 << 28) * 2L));
        if (_slots.Length < slots) _slots = new Slot[slots];
        _mask = slots - 1;
        Count = 0;
        if (++_epoch != int.MaxValue) return;

        Array.Clear(_slots);
        _epoch = 1;
    }

    /// <summary>Number of the key; <see cref="Count"/> grows when it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(ulong key)
    {
        var slots = _slots;
        var mask = _mask;
        for (var index = (int)(key >> 20) & mask; ; index = (index + 1) & mask)
        {
            ref var slot = ref slots[index];
            if (slot.Epoch != _epoch)
            {
                if (Count > mask - (mask >> 3)) return Grown(key);

                slot = new Slot(key, Count, _epoch);
                return Count++;
            }

            if (slot.Key == key) return slot.Number;
        }
    }

    private int Grown(ulong key)
    {
        var old = _slots;
        var oldEpoch = _epoch;
        var oldSlots = _mask + 1;
        _slots = new Slot[2 * oldSlots];
        _mask = 2 * oldSlots - 1;
        for (var index = 0; index < oldSlots; index++)
        {
            if (old[index].Epoch == oldEpoch) Put(old[index]);
        }

        return Number(key);
    }

    private void Put(Slot slot)
    {
        var index = (int)(slot.Key >> 20) & _mask;
        while (_slots[index].Epoch == _epoch) index = (index + 1) & _mask;
        _slots[index] = slot;
    }

    private readonly record struct Slot(ulong Key, int Number, int Epoch);
}
