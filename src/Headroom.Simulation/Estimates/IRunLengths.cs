using Headroom.Cluster.Jobs;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Estimates;

/// <summary>How long jobs are thought to run.</summary>
internal interface IRunLengths
{
    /// <summary>Whether anything is known at all.</summary>
    bool IsKnown { get; }

    /// <summary>Runtime of a job in milliseconds, longer than what it has run.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ran">What it has run so far, in milliseconds, at least 0.</param>
    /// <param name="chance">Draws where it is not known.</param>
    long Total(Job job, long ran, Pcg32 chance);
}
