namespace Headroom.Cluster.Fleets;

/// <summary>A kind of accelerator.</summary>
/// <param name="Name">As the site writes it.</param>
/// <param name="MemoryMiB">Memory of one accelerator; 0 when unknown, and then memory is not counted.</param>
/// <param name="SliceSlots">Slots that fixed slices are cut from, 0 to 16; 0 when the model has no fixed
/// slices.</param>
/// <param name="Slices">Slices that may be cut, in the order in which they are tried.</param>
/// <remarks>
/// A model with fixed slices behaves like NVIDIA MIG: a slice covers neighbouring slots and may begin only at
/// certain ones (MIG user guide, "Supported MIG profiles").
/// </remarks>
public sealed record ChipModel(string Name, long MemoryMiB, int SliceSlots, ValueList<SliceProfile> Slices)
{
    /// <summary>Most models of one fleet.</summary>
    public const int CountMax = 256;

    /// <summary>Most slots of one accelerator.</summary>
    public const int SlotsMax = 16;

    /// <summary>Most slices of one model.</summary>
    public const int SlicesMax = 64;

    /// <summary>A model that is only known by name.</summary>
    public static ChipModel Named(string name) => new(name, 0, 0, []);

    /// <summary>Whether accelerators of this model are cut into fixed slices only.</summary>
    public bool IsSliced => SliceSlots > 0;
}

/// <summary>A fixed part of an accelerator.</summary>
/// <param name="Name">As the maker writes it, such as <c>1g.10gb</c>.</param>
/// <param name="Milli">Thousandths of the accelerator's computing power that it counts as, 1 to 1000.</param>
/// <param name="MemoryMiB">Memory, at least 0.</param>
/// <param name="Slots">Neighbouring slots that it covers, at least 1.</param>
/// <param name="Starts">Slots at which it may begin, ascending.</param>
public sealed record SliceProfile(string Name, int Milli, long MemoryMiB, int Slots, ValueList<int> Starts);
