namespace Headroom.Scheduling.Sharing;

/// <summary>What serving one task of a size costs in accelerators.</summary>
/// <param name="Size">Thousandths of one accelerator.</param>
/// <param name="Price">Accelerators, 0 to 1.</param>
public readonly record struct SizePrice(int Size, double Price);
