namespace Headroom.Capacity.Eras;

/// <summary>A trained system and the compute it took.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Day">Day of publication, counted from any fixed day.</param>
/// <param name="Operations">Floating-point operations of its training, above zero.</param>
public sealed record TrainedSystem(string Name, int Day, double Operations);
