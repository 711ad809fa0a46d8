namespace Headroom.Cluster.Jobs;

/// <summary>A chip model that will do.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="SpeedPermille">
/// How fast the job runs on it, in thousandths of the speed that its runtime is given for; 1 to 1,000,000.
/// </param>
public sealed record ChipChoice(string Model, int SpeedPermille = ChipChoice.FullSpeed)
{
    /// <summary>As fast as the runtime says.</summary>
    public const int FullSpeed = 1000;

    /// <summary>Highest ratio.</summary>
    public const int SpeedPermilleMax = 1_000_000;
}
