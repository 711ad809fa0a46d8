namespace Headroom.Cli.Outcome;

/// <summary>What the program tells its caller. Scripts depend on the numbers: never renumber.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed while doing what was asked.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use: bad arguments or bad input files.</summary>
    public const int WrongUse = 2;

    /// <summary>What was asked for does not exist.</summary>
    public const int NotFound = 3;

    /// <summary>The caller may not do this.</summary>
    public const int NotAuthorised = 4;

    /// <summary>Refused by policy or quota.</summary>
    public const int Refused = 5;

    /// <summary>The server cannot be reached.</summary>
    public const int Unreachable = 69;

    /// <summary>A wait timed out.</summary>
    public const int TimedOut = 124;

    /// <summary>Interrupted, as by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
