namespace Headroom.Simulation.Queueing;

/// <summary>Names of the queueing policies, as the command line takes them and reports print them.</summary>
internal static class QueuePolicies
{
    public const string Fifo = "fifo";
    public const string ShortestJobFirst = "sjf";
    public const string ShortestRemainingTime = "srtf";
    public const string ShortestRemainingService = "srsf";
    public const string Tiresias = "tiresias";
    public const string Easy = "easy";
    public const string Conservative = "conservative";
    public const string Predicted = "qssf";

    public static readonly string[] All =
    [
        Fifo, ShortestJobFirst, ShortestRemainingTime, ShortestRemainingService,
        Tiresias, Easy, Conservative, Predicted,
    ];
}
