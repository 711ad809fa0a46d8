using System.Diagnostics.Metrics;

namespace Headroom.Server.Loop;

/// <summary>What the loop tells of its own work.</summary>
internal static class LoopMeter
{
    /// <summary>Name of the meter, for whoever listens.</summary>
    public const string Name = "Headroom.Loop";

    private static readonly Meter Meter = new(Name);

    /// <summary>How long turns take, storing included, in seconds.</summary>
    public static readonly Histogram<double> Turn = Meter.CreateHistogram<double>("headroom.turn.duration", "s");

    /// <summary>How long cycles take, in seconds.</summary>
    public static readonly Histogram<double> Cycle = Meter.CreateHistogram<double>("headroom.cycle.duration", "s");

    /// <summary>Commands that were stored together.</summary>
    public static readonly Histogram<double> Batch = Meter.CreateHistogram<double>("headroom.turn.commands");
}
