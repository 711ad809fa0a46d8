namespace Headroom.Cluster.State;

/// <summary>Small numbers for live jobs: one that was given back is the next to be given out.</summary>
internal sealed class SlotBook
{
    private readonly Stack<int> _free;

    public SlotBook() => _free = [];

    private SlotBook(SlotBook other) => (Count, _free) = (other.Count, new Stack<int>(other._free.Reverse()));

    /// <summary>Above every number that was ever given out.</summary>
    public int Count { get; private set; }

    /// <summary>A copy that changes on its own.</summary>
    public SlotBook Copy() => new(this);

    /// <summary>A number that nobody has.</summary>
    public int Take() => _free.TryPop(out var slot) ? slot : Count++;

    /// <summary>A number that nobody has any more.</summary>
    public void Give(int slot) => _free.Push(slot);
}
